namespace FedMat.Learning;

/// <summary>A tree between two levels.</summary>
/// <param name="Nodes">So far; every open node is a leaf with the value that it has if it stays one.</param>
/// <param name="Pairs">Children of the latest level of which at least one may be cut, in the order of the nodes.</param>
internal sealed record GrowingTree(TreeNode[] Nodes, OpenPair[] Pairs);
