namespace FedMat.Materials;

/// <summary>Where a record's fidelity comes from: one for all rows, or a column that tells.</summary>
/// <param name="ForAll">Of all rows; null where a column tells.</param>
/// <param name="Column">The column; null where all rows have one.</param>
/// <param name="Values">What the column's cells may say, and what that means; sorted by ordinal.</param>
public sealed record FidelityRule(Fidelity? ForAll, SideColumn? Column, IReadOnlyList<KeyValuePair<string, Fidelity>> Values);
