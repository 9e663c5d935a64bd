namespace FedMat.Materials;

/// <summary>What parts whole numbers from decimals in a table.</summary>
public enum DecimalSign
{
    /// <summary>Not stated: a cell that could be read either way, such as 1,234, is refused.</summary>
    Unstated,
    Point,
    Comma,
}
