namespace FedMat.Materials;

/// <summary>What the cells of an input column hold.</summary>
public enum ColumnKind
{
    Composition,
    Number,
    Category,
}
