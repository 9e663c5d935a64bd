namespace FedMat.Learning;

/// <summary>
/// A state of boosting as bytes: stage, rounds, totals, best, trees; while a round grows its level and trees, of which each has its nodes and open pairs
/// with the parent's histogram. Reading checks everything: the bytes come from a peer.
/// </summary>
internal sealed class BoostedCodec(BoostedTerms terms, BoostedSlots slots)
{
    public static void Write(BoostedState state, StateWriter writer)
    {
        state.Totals.Write(writer.Byte((byte)state.Stage).Int32(state.Rounds));
        writer.Int32(state.Best).Real(state.BestError);
        TreeCodec.WriteAll(writer, state.Trees);
        writer.Int32(state.Level);
        foreach (GrowingTree tree in state.Growing)
            Write(tree, writer);
    }

    /// <exception cref="FormatException">The bytes are no state of these settings.</exception>
    public BoostedState Read(StateReader reader)
    {
        BoostedStage stage = (BoostedStage)reader.Byte();
        StateReader.Require(stage <= BoostedStage.Done, "the stage is out of range");
        int rounds = reader.Below(terms.Rounds, "the round");
        RowTotals totals = RowTotals.Read(reader);
        StateReader.Require(totals.IsWithin(terms.MostRows) && terms.Holds(totals), "the numbers of rows are out of range");
        bool grows = stage is BoostedStage.Grow or BoostedStage.Judge;
        StateReader.Require(!grows || (totals.Rows > 0 && terms.Grid.Used.Length > 0), "trees grow on nothing");
        StateReader.Require(stage != BoostedStage.Rows || (rounds == 0 && totals.Rows == 0), "it has begun before it starts");
        int best = reader.Below(rounds * terms.Settings.Parallel, "the best number of trees");
        double error = reader.Real();
        TreeNode[][] trees = TreeCodec.ReadAll(reader, terms.Grid, rounds * terms.Settings.Parallel);
        StateReader.Require(trees.Length == (stage == BoostedStage.Done ? trees.Length : rounds * terms.Settings.Parallel), "trees are missing");
        int level = reader.Below(stage == BoostedStage.Grow ? terms.Settings.Depth - 1 : 0, "the level");
        BoostedState state = new(stage, totals, trees, level, [], best, error, rounds);
        StateReader.Require(rounds < terms.Rounds || stage != BoostedStage.Grow, "a round too many grows");
        if (level == 0)
            return state;
        GrowingTree[] growing = [.. slots.Sizes(state).Select(size => ReadGrowing(reader, size, totals))];
        StateReader.Require(Array.Exists(growing, tree => tree.Pairs.Length > 0), "no node is open");
        return state with { Growing = growing };
    }

    private static void Write(GrowingTree tree, StateWriter writer)
    {
        TreeCodec.Write(writer, tree.Nodes);
        writer.Int32(tree.Pairs.Length);
        foreach (OpenPair pair in tree.Pairs)
        {
            Write(pair.Left, writer.Int32(pair.Left.Place));
            Write(pair.Right, writer);
            writer.Int64s(pair.Histogram);
        }
    }

    private static void Write(OpenNode node, StateWriter writer) => writer
        .Int64(node.Sums.Count).Int64(node.Sums.Hessian).Int64(node.Sums.Gradient).Real(node.Lowest).Real(node.Highest);

    private GrowingTree ReadGrowing(StateReader reader, int size, RowTotals totals)
    {
        TreeNode[] nodes = TreeCodec.Read(reader, terms.Grid);
        StateReader.Require(nodes.Length > 0, "a tree is empty");
        OpenPair[] pairs = new OpenPair[reader.Below(nodes.Length / 2, "the number of open pairs")];
        int next = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            int place = reader.Below(nodes.Length - 2, "an open node");
            StateReader.Require(place >= next && nodes[place].IsLeaf && nodes[place + 1].IsLeaf, "open nodes are out of order");
            next = place + 2;
            pairs[i] = new OpenPair(ReadNode(reader, place, totals), ReadNode(reader, place + 1, totals), reader.Int64s(size));
        }

        return new GrowingTree(nodes, pairs);
    }

    private static OpenNode ReadNode(StateReader reader, int place, RowTotals totals)
    {
        CellSums sums = new(reader.Int64(), reader.Int64(), reader.Int64());
        StateReader.Require(sums.IsWithin(totals), "an open node's sums are out of range");
        OpenNode node = new(place, sums, reader.Real(), reader.Real());
        StateReader.Require(node.Lowest <= node.Highest, "an open node's bounds are out of order");
        return node;
    }
}
