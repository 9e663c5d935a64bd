namespace FedMat.Materials;

/// <summary>The column that says what became of a sample. A sample that cracked or failed may have no target.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">What its cells may say, and what that means; sorted by ordinal.</param>
public sealed record OutcomeColumn(SideColumn Column, IReadOnlyList<KeyValuePair<string, Outcome>> Values);
