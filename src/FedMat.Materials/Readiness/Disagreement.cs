namespace FedMat.Materials;

/// <summary>Rows of one measurement whose targets differ by more than they should.</summary>
/// <param name="Difference">Between the largest and the smallest target.</param>
/// <param name="Allowed">The difference up to which they would agree.</param>
/// <param name="Rows">The row with the smallest target and the one with the largest.</param>
public sealed record Disagreement(double Difference, double Allowed, IReadOnlyList<ReportedRow> Rows);
