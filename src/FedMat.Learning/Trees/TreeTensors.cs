using System.Numerics;

namespace FedMat.Learning;

/// <summary>
/// Trees as arrays for export, their nodes one behind the other: <c>trees.start</c>, where each tree begins; <c>trees.input</c>, -1 for a leaf;
/// <c>trees.threshold</c>, up to which values go left; <c>trees.left</c>, the left child's place within the tree, before the right one's;
/// <c>trees.value</c> of leaves. Where trees cut categories, of which <c>trees.input</c> is the first column: <c>trees.values</c>, of each node how many values of
/// the category go left, 0 for a threshold; <c>trees.set</c>, these values, node after node, as the number of the column, or the number of columns where a row has none.
/// </summary>
internal static class TreeTensors
{
    public static IReadOnlyList<NamedTensor> Of(CutGrid grid, TreeNode[][] trees)
    {
        TreeNode[] nodes = [.. trees.SelectMany(tree => tree)];
        float[] starts = new float[trees.Length];
        for (int i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + trees[i - 1].Length;
        List<NamedTensor> tensors =
        [
            Named("start", starts),
            Named("input", Array.ConvertAll(nodes, node => node.IsLeaf ? -1f : node.Input)),
            Named("threshold", Array.ConvertAll(nodes, node => node.IsLeaf || node.IsCategory ? 0 : grid.Cuts[node.Input][node.Cut])),
            Named("left", Array.ConvertAll(nodes, node => node.IsLeaf ? 0f : node.Left)),
            Named("value", Array.ConvertAll(nodes, node => node.IsLeaf ? node.Value : 0)),
        ];
        return Array.Exists(nodes, node => node.IsCategory) ? [.. tensors, .. Sets(nodes)] : tensors;
    }

    private static IEnumerable<NamedTensor> Sets(TreeNode[] nodes) =>
    [
        Named("values", Array.ConvertAll(nodes, node => (float)BitOperations.PopCount(node.Values))),
        Named("set", [.. nodes.SelectMany(node => Enumerable.Range(0, CategoryColumns.MostValues + 1).Where(value => ((node.Values >> value) & 1) != 0)).Select(value => (float)value)]),
    ];

    private static NamedTensor Named(string name, float[] values) => new($"trees.{name}", [values.Length], values);
}
