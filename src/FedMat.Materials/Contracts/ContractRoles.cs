namespace FedMat.Materials;

/// <summary>What format 2 says beside inputs and target.</summary>
internal sealed record ContractRoles
{
    public static ContractRoles None { get; } = new();

    public IReadOnlyList<ProcessStep> Process { get; init; } = [];

    public IReadOnlyList<TestCondition> Test { get; init; } = [];

    public IReadOnlyList<TargetColumn> Auxiliary { get; init; } = [];

    public OutcomeColumn? Outcome { get; init; }

    public FidelityRule? Fidelity { get; init; }

    public IReadOnlyList<string> Duplicates { get; init; } = [];

    public IReadOnlyList<SideColumn> Groups { get; init; } = [];

    public IReadOnlyList<SideColumn> Kept { get; init; } = [];
}
