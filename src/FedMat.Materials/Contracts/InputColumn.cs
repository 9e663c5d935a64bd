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
    string Name, ColumnKind Kind, string? Unit, double? Minimum, double? Maximum, IReadOnlyList<string> Categories, bool Optional = false)
{
    /// <summary>Other headers that mean the same, in any language, without their units.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Of a category: what cells may say instead, and the category that it means; sorted by ordinal.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Spellings { get; init; } = [];

    /// <summary>Of a composition: how it is read from element columns; null where it is one column of formulas.</summary>
    public ElementColumns? Elements { get; init; }

    /// <summary>Of a number: how the target goes with it.</summary>
    public Direction Direction { get; init; }

    /// <summary>False for what is known only after the sample was made, such as a measured grain size.</summary>
    public bool KnownBefore { get; init; } = true;
}
