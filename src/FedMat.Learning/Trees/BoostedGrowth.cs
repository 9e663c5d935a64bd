namespace FedMat.Learning;

/// <summary>How boosting goes on from a sum: integers and doubles in a fixed order.</summary>
internal sealed class BoostedGrowth(BoostedTerms terms, BoostedSlots slots)
{
    public BoostedState Advance(BoostedState state, SumSlice sum) => state.Stage switch
    {
        BoostedStage.Rows => Counted(state, sum),
        BoostedStage.Judge => Kept(Judged(state, sum)),
        _ => Grown(state, sum),
    };

    private BoostedState Counted(BoostedState state, SumSlice sum)
    {
        RowTotals totals = RowTotals.From(sum, terms.MostRows);
        return state with { Totals = totals, Stage = totals.Rows == 0 || terms.Grid.Used.Length == 0 ? BoostedStage.Done : BoostedStage.Grow };
    }

    private static BoostedState Judged(BoostedState state, SumSlice sum)
    {
        double error = WideSum.ToDouble(sum.Wide(0));
        return error < state.BestError ? state with { Best = state.Trees.Length, BestError = error } : state;
    }

    private static BoostedState Kept(BoostedState state) => state with { Stage = BoostedStage.Done, Trees = state.Trees[..state.Best] };

    private BoostedState Grown(BoostedState state, SumSlice sum)
    {
        if (slots.HasError(state))
        {
            state = Judged(state, sum);
            if ((state.Trees.Length - state.Best) / terms.Settings.Parallel >= terms.Settings.Patience)
                return Kept(state);
            sum = sum.From(WideSum.Limbs);
        }

        CellPacking packing = terms.Packing(state.Totals);
        GrowingTree[] grown = state.Growing.Length == 0 ? Roots(state, packing, sum) : Deeper(state, packing, sum);
        if (Array.Exists(grown, tree => tree.Pairs.Length > 0))
            return state with { Growing = grown, Level = state.Level + 1 };
        BoostedState done = state with { Trees = [.. state.Trees, .. grown.Select(tree => tree.Nodes)], Growing = [], Level = 0, Rounds = state.Rounds + 1 };
        // Where no tree finds a cut there is nothing more to learn.
        bool ends = done.Rounds == terms.Rounds || Array.TrueForAll(grown, tree => tree.Nodes.Length == 1);
        return !ends ? done : done with { Stage = terms.Measures(state.Totals) ? BoostedStage.Judge : BoostedStage.Done };
    }

    private GrowingTree[] Roots(BoostedState state, CellPacking packing, SumSlice sum)
    {
        CellSums all = packing.Unpack(sum[0], packing.Slots > 1 ? sum[1] : 0);
        OpenNode root = new(0, all, -double.MaxValue, double.MaxValue);
        GrowingTree seed = new([TreeNode.Leaf(terms.Rate * Values(packing).Of(all, root.Lowest, root.Highest))], []);
        int[] sizes = slots.Sizes(state);
        GrowingTree[] grown = new GrowingTree[sizes.Length];
        int start = packing.Slots;
        for (int tree = 0; tree < grown.Length; tree++)
        {
            grown[tree] = Grow(state, packing, tree, seed, [(root, Read(sum, start, sizes[tree]))]);
            start += sizes[tree];
        }

        return grown;
    }

    private GrowingTree[] Deeper(BoostedState state, CellPacking packing, SumSlice sum)
    {
        int[] sizes = slots.Sizes(state);
        GrowingTree[] grown = new GrowingTree[sizes.Length];
        int start = 0;
        for (int tree = 0; tree < grown.Length; tree++)
        {
            List<(OpenNode, long[])> open = [];
            foreach (OpenPair pair in state.Growing[tree].Pairs)
            {
                open.AddRange(pair.With(Read(sum, start, sizes[tree])));
                start += sizes[tree];
            }

            grown[tree] = Grow(state, packing, tree, state.Growing[tree], open);
        }

        return grown;
    }

    /// <summary>Cuts what gains by it.</summary>
    private GrowingTree Grow(BoostedState state, CellPacking packing, int tree, GrowingTree from, IEnumerable<(OpenNode Node, long[] Histogram)> open)
    {
        LeafValues values = Values(packing);
        CutSearch search = new(terms, terms.Layouts(state.Rounds)[tree], packing, values);
        List<TreeNode> nodes = [.. from.Nodes];
        List<OpenPair> pairs = [];
        foreach ((OpenNode node, long[] histogram) in open)
        {
            if (!terms.CanCut(node) || search.Best(node, histogram) is not { } cut)
                continue;
            OpenPair children = Children(values, node, cut, nodes.Count, histogram);
            nodes[node.Place] = cut.Branch with { Next = nodes.Count };
            nodes.Add(Leaf(values, children.Left));
            nodes.Add(Leaf(values, children.Right));
            if (state.Level + 1 < terms.Settings.Depth && (terms.CanCut(children.Left) || terms.CanCut(children.Right)))
                pairs.Add(children);
        }

        return new GrowingTree([.. nodes], [.. pairs]);
    }

    /// <summary>Where a direction is asked for, the middle between the children's values parts what is below them too.</summary>
    private OpenPair Children(LeafValues values, OpenNode node, Cut cut, int place, long[] histogram)
    {
        int direction = terms.Directions[cut.Branch.Input];
        double low = values.Of(cut.Left, node.Lowest, node.Highest);
        double high = values.Of(cut.Right, node.Lowest, node.Highest);
        double middle = low + ((high - low) / 2);
        return new OpenPair(
            new OpenNode(place, cut.Left, direction < 0 ? middle : node.Lowest, direction > 0 ? middle : node.Highest),
            new OpenNode(place + 1, cut.Right, direction > 0 ? middle : node.Lowest, direction < 0 ? middle : node.Highest),
            histogram);
    }

    private TreeNode Leaf(LeafValues values, OpenNode node) => TreeNode.Leaf(terms.Rate * values.Of(node.Sums, node.Lowest, node.Highest));

    private LeafValues Values(CellPacking packing) => new(terms.Settings.Lambda, packing.GradientUnit * terms.Loss.Bound, packing.HessianUnit);

    private static long[] Read(SumSlice sum, int start, int length)
    {
        long[] read = new long[length];
        for (int i = 0; i < length; i++)
            read[i] = sum[start + i];
        return read;
    }
}
