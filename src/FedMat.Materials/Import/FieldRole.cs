namespace FedMat.Materials;

/// <summary>What a column of a contract is for.</summary>
internal enum FieldRole
{
    Input,
    Target,
    Auxiliary,
    Uncertainty,
    Repeats,
    Outcome,
    Fidelity,
    Group,
    Kept,
}
