namespace FedMat.Learning;

/// <summary>A cut of a node.</summary>
/// <param name="Branch">What is cut, and where; its children have no place yet.</param>
/// <param name="Left">Sums over the rows that go left.</param>
/// <param name="Right">Sums over the rest.</param>
internal readonly record struct Cut(TreeNode Branch, CellSums Left, CellSums Right);
