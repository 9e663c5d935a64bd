namespace FedMat.Learning;

/// <summary>What a forest knows between two sums. Public; nothing in it is any single member's.</summary>
/// <param name="Stage">What is summed next.</param>
/// <param name="Totals">Zeros before they are summed.</param>
/// <param name="Trees">So far; every open node is a leaf with the value that it has if it stays one.</param>
/// <param name="Open">Nodes that may be cut, level by level, in the order of the trees.</param>
internal sealed record ForestState(ForestStage Stage, RowTotals Totals, TreeNode[][] Trees, ForestNode[] Open) : FitState
{
    public static ForestState First { get; } = new(ForestStage.Rows, new RowTotals(0, 0, 0, 0), [], []);

    /// <summary>Levels that are cut.</summary>
    public override int Round => Open.Length > 0 ? Open[0].Depth : Trees.Select(tree => TreeShape.Depths(tree).Max()).DefaultIfEmpty(0).Max();
}
