namespace FedMat.Materials;

/// <summary>Values of one column that lie far from the others.</summary>
/// <param name="Column">The target or an input.</param>
/// <param name="Unit">Of the column, or null.</param>
/// <param name="Centre">The median.</param>
/// <param name="Spread">The robust standard deviation.</param>
/// <param name="Measure">How the spread was found, in words.</param>
/// <param name="Count">How many values are more than five spreads from the centre.</param>
/// <param name="Rows">The farthest of them.</param>
public sealed record OutlierReport(
    string Column, string? Unit, double Centre, double Spread, string Measure, int Count, IReadOnlyList<ReportedRow> Rows);
