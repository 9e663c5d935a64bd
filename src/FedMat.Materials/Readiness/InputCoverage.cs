namespace FedMat.Materials;

/// <summary>An input over the rows that a study would use.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Unit">Of a number, or null.</param>
/// <param name="Role">The process step or the test condition that it tells, in words; null for neither.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="IsConstant">Whether all rows have the same, or differ so little that a learner leaves the input out.</param>
/// <param name="Figures">Of a number that has values.</param>
/// <param name="Bins">Of a number that has values.</param>
/// <param name="Categories">Of a category: all that the contract names, also those of no row.</param>
public sealed record InputCoverage(
    string Column, ColumnKind Kind, string? Unit, string? Role, int Missing, bool IsConstant, NumberFigures? Figures, Histogram? Bins,
    IReadOnlyList<NameCount> Categories);
