namespace FedMat.Learning;

/// <summary>Sums over the rows of a cell or node, in the units of a <see cref="CellPacking"/>. Nonsense from a peer wraps and does no harm.</summary>
internal readonly record struct CellSums(long Count, long Hessian, long Gradient)
{
    private const long Largest = 1L << 62;

    public static CellSums operator +(CellSums one, CellSums other) =>
        unchecked(new(one.Count + other.Count, one.Hessian + other.Hessian, one.Gradient + other.Gradient));

    public static CellSums operator -(CellSums whole, CellSums part) =>
        unchecked(new(whole.Count - part.Count, whole.Hessian - part.Hessian, whole.Gradient - part.Gradient));

    /// <summary>Whether a part of so many rows may have these.</summary>
    public bool IsWithin(RowTotals totals) =>
        Count >= 0 && Count <= totals.Rows && Hessian is >= 0 and <= Largest && Gradient is >= -Largest and <= Largest;
}
