namespace FedMat.Learning;

/// <summary>Sums over the rows of a cell or node, in the units of a <see cref="CellPacking"/>.</summary>
internal readonly record struct CellSums(long Count, long Hessian, long Gradient)
{
    public static CellSums operator -(CellSums whole, CellSums part) =>
        new(whole.Count - part.Count, whole.Hessian - part.Hessian, whole.Gradient - part.Gradient);
}
