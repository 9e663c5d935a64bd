namespace FedMat.Learning;

/// <summary>A node that may be cut.</summary>
/// <param name="Place">Among the nodes of its tree.</param>
/// <param name="Sums">Over its rows.</param>
/// <param name="Lowest">The smallest value that keeps its tree monotone.</param>
/// <param name="Highest">The largest one.</param>
internal readonly record struct OpenNode(int Place, CellSums Sums, double Lowest, double Highest);
