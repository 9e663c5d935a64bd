namespace FedMat.Materials;

/// <summary>One input of a data contract.</summary>
/// <param name="Name">The column's name in a table; units stand in it.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Unit">Of a number; null where it has none.</param>
/// <param name="Minimum">Of a number: the smallest value allowed; null where any is.</param>
/// <param name="Maximum">Of a number: the largest value allowed; null where any is.</param>
/// <param name="Categories">Of a category: the values allowed, sorted by ordinal; else empty.</param>
/// <param name="Optional">Of a number or a category: whether the cell may be empty.</param>
public sealed record InputColumn(
    string Name, ColumnKind Kind, string? Unit, double? Minimum, double? Maximum, IReadOnlyList<string> Categories, bool Optional = false);
