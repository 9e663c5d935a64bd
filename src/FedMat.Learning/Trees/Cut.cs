namespace FedMat.Learning;

/// <summary>A cut of a node.</summary>
/// <param name="Input">Which is cut.</param>
/// <param name="Place">Among the input's cuts.</param>
/// <param name="Left">Sums over the rows up to it.</param>
/// <param name="Right">Sums over the rest.</param>
internal readonly record struct Cut(int Input, int Place, CellSums Left, CellSums Right);
