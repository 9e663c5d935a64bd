using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>How a forest goes on from a sum: integers and doubles in a fixed order.</summary>
internal sealed class ForestGrowth(ForestTerms terms)
{
    public ForestState Advance(ForestState state, SumSlice sum) => state.Stage switch
    {
        ForestStage.Rows => Counted(state, sum),
        ForestStage.Target => Planted(state, sum),
        _ => Grown(state, sum),
    };

    private ForestState Counted(ForestState state, SumSlice sum)
    {
        RowTotals totals = RowTotals.From(sum, terms.MostRows);
        return state with { Totals = totals, Stage = totals.Rows == 0 ? ForestStage.Done : ForestStage.Target };
    }

    private ForestState Planted(ForestState state, SumSlice sum)
    {
        CellPacking packing = terms.Packing(state.Totals);
        ForestNode[] roots = [.. Enumerable.Range(0, terms.Settings.Trees).Select(
            tree => new ForestNode(tree, 0, 0, packing.Unpack(sum[0], packing.Slots > 1 ? sum[1] : 0)))];
        TreeNode[][] trees = Array.ConvertAll(roots, root => new[] { Leaf(terms.Values(packing), root) });
        return Next(state with { Stage = ForestStage.Grow, Trees = trees, Open = Array.FindAll(roots, terms.CanCut) });
    }

    private ForestState Grown(ForestState state, SumSlice sum)
    {
        CellPacking packing = terms.Packing(state.Totals);
        LeafValues values = terms.Values(packing);
        ForestCuts cuts = terms.Cuts(state);
        List<TreeNode>?[] grown = new List<TreeNode>[state.Trees.Length];
        List<ForestNode> open = [.. state.Open[cuts.Nodes..]];
        for (int i = 0; i < cuts.Nodes; i++)
        {
            ForestNode node = state.Open[i];
            if (Best(node, cuts, i, packing, values, sum) is not var (cut, left))
                continue;
            List<TreeNode> nodes = grown[node.Tree] ??= [.. state.Trees[node.Tree]];
            ForestNode first = new(node.Tree, nodes.Count, node.Depth + 1, left);
            ForestNode second = new(node.Tree, nodes.Count + 1, node.Depth + 1, node.Sums - left);
            nodes[node.Place] = cut with { Next = nodes.Count };
            nodes.AddRange([Leaf(values, first), Leaf(values, second)]);
            open.AddRange(new[] { first, second }.Where(terms.CanCut));
        }

        return Next(state with { Trees = [.. state.Trees.Select((tree, place) => grown[place]?.ToArray() ?? tree)], Open = [.. open] });
    }

    /// <summary>Nodes in whose boxes no threshold lies stay leaves.</summary>
    private ForestState Next(ForestState state)
    {
        while (state.Open.Length > 0 && terms.Cuts(state).Tried.Length == 0)
            state = state with { Open = state.Open[terms.Cuts(state).Nodes..] };
        return state.Open.Length > 0 ? state : state with { Stage = ForestStage.Done };
    }

    /// <summary>The cut that leaves the smallest squared error, the first of the best; null where none leaves enough rows on both sides.</summary>
    private (TreeNode Cut, CellSums Left)? Best(ForestNode node, ForestCuts cuts, int place, CellPacking packing, LeafValues values, SumSlice sum)
    {
        (int start, int end) = cuts.Of(place);
        (TreeNode, CellSums)? best = null;
        double most = Score(values, node.Sums);
        for (int cut = start; cut < end; cut++)
        {
            CellSums left = packing.Unpack(sum[cut * packing.Slots], packing.Slots > 1 ? sum[(cut * packing.Slots) + 1] : 0);
            if (left.Count > node.Sums.Count || left.Hessian > node.Sums.Hessian)
                throw new RefusedException(RefusalCode.SumBeyondRange, "a part of a tree's node holds more rows than the node");
            CellSums right = node.Sums - left;
            if (left.Count < terms.MinimumLeaf || right.Count < terms.MinimumLeaf)
                continue;
            double score = Score(values, left) + Score(values, right);
            if (!(score > most))
                continue;
            (best, most) = ((cuts.Tried[cut], left), score);
        }

        return best;
    }

    private static double Score(LeafValues values, CellSums sums) => values.Score(sums, Mean(values, sums));

    private static double Mean(LeafValues values, CellSums sums) => values.Of(sums, -double.MaxValue, double.MaxValue);

    private static TreeNode Leaf(LeafValues values, ForestNode node) => TreeNode.Leaf(Mean(values, node.Sums));
}
