namespace FedMat.Learning;

/// <summary>Sums over the rows of a cell or node, in the units of a <see cref="CellPacking"/>. Nonsense from a peer wraps and does no harm.</summary>
internal readonly record struct CellSums(long Count, long Hessian, long Gradient)
{
    public static CellSums operator -(CellSums whole, CellSums part) =>
        unchecked(new(whole.Count - part.Count, whole.Hessian - part.Hessian, whole.Gradient - part.Gradient));
}
