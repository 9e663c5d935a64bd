namespace FedMat.Learning;

/// <summary>A node of a forest that may be cut.</summary>
/// <param name="Tree">Which it is in.</param>
/// <param name="Place">Among the tree's nodes.</param>
/// <param name="Depth">Cuts between the root and it.</param>
/// <param name="Sums">Over its rows; the gradient is that of the value 0, less the target.</param>
internal readonly record struct ForestNode(int Tree, int Place, int Depth, CellSums Sums);
