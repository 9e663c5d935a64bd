namespace FedMat.Learning;

/// <summary>
/// A forest's state as bytes: stage, totals, trees, and of the open nodes tree and place, then their sums. Reading checks everything: the bytes come from a peer.
/// </summary>
internal sealed class ForestCodec(ForestTerms terms)
{
    private const int SumsOfANode = 3;

    public static void Write(ForestState state, StateWriter writer)
    {
        state.Totals.Write(writer.Byte((byte)state.Stage));
        TreeCodec.WriteAll(writer, state.Trees);
        writer.Int32s([.. state.Open.SelectMany(node => new[] { node.Tree, node.Place })]);
        writer.Int64s([.. state.Open.SelectMany(node => new[] { node.Sums.Count, node.Sums.Hessian, node.Sums.Gradient })]);
    }

    /// <exception cref="FormatException">The bytes are no state of these settings.</exception>
    public ForestState Read(StateReader reader)
    {
        ForestStage stage = (ForestStage)reader.Byte();
        StateReader.Require(stage <= ForestStage.Done, "the stage is out of range");
        RowTotals totals = RowTotals.Read(reader);
        StateReader.Require(totals.IsWithin(terms.MostRows) && terms.Holds(totals), "the numbers of rows are out of range");
        StateReader.Require(stage == ForestStage.Rows ? totals.Rows == 0 : stage == ForestStage.Done || totals.Rows > 0, "the numbers of rows do not fit the stage");
        TreeNode[][] trees = TreeCodec.ReadAll(reader, terms.Grid, terms.Settings.Trees);
        bool grows = stage == ForestStage.Grow || (stage == ForestStage.Done && totals.Rows > 0);
        StateReader.Require(trees.Length == (grows ? terms.Settings.Trees : 0), "trees are missing, or there are too many");
        ForestState state = new(stage, totals, trees, ReadOpen(reader, trees, totals));
        StateReader.Require(state.Open.Length > 0 == (stage == ForestStage.Grow), "the open nodes do not fit the stage");
        StateReader.Require(stage != ForestStage.Grow || terms.Cuts(state).Tried.Length > 0, "nothing is tried");
        return state;
    }

    private ForestNode[] ReadOpen(StateReader reader, TreeNode[][] trees, RowTotals totals)
    {
        int[] places = reader.Int32s();
        StateReader.Require(places.Length % 2 == 0, "half an open node is missing");
        long[] sums = reader.Int64s(places.Length / 2 * SumsOfANode);
        ForestNode[] open = new ForestNode[places.Length / 2];
        int[][] depths = Array.ConvertAll(trees, TreeShape.Depths);
        int[] next = new int[trees.Length];
        for (int i = 0; i < open.Length; i++)
        {
            (int tree, int place) = (places[2 * i], places[(2 * i) + 1]);
            StateReader.Require(tree >= 0 && tree < trees.Length && place >= 0 && place < trees[tree].Length, "an open node is out of range");
            StateReader.Require(place >= next[tree] && trees[tree][place].IsLeaf, "open nodes are out of order");
            next[tree] = place + 1;
            CellSums of = new(sums[SumsOfANode * i], sums[(SumsOfANode * i) + 1], sums[(SumsOfANode * i) + 2]);
            StateReader.Require(of.IsWithin(totals), "an open node's sums are out of range");
            open[i] = new ForestNode(tree, place, depths[tree][place], of);
            StateReader.Require(terms.CanCut(open[i]), "an open node cannot be cut");
        }

        return open;
    }
}
