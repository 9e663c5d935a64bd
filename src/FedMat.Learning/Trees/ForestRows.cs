namespace FedMat.Learning;

/// <summary>A member's rows as a forest remembers them from sum to sum: bins, and packed targets.</summary>
internal sealed class ForestRows
{
    private readonly ForestTerms terms;
    private readonly int inputs;
    private readonly byte[] bins;
    private readonly long[] packed;
    private readonly int slots;
    private readonly RowTotals totals;

    public ForestRows(ForestTerms terms, FitRows rows, RowTotals totals)
    {
        this.terms = terms;
        this.totals = totals;
        inputs = rows.Rows.Inputs;
        int[] measured = rows.Measured;
        bins = terms.Grid.Bins(rows.Rows, measured);
        CellPacking packing = terms.Packing(totals);
        slots = packing.Slots;
        packed = new long[measured.Length * slots];
        for (int i = 0; i < measured.Length; i++)
        {
            int row = measured[i];
            double target = (rows.Rows.Y[row] - terms.Scales.TargetMean) / terms.Scales.TargetScale;
            packing.Pack(totals.UnitsOf(rows.Rows.Weights[row]), Math.Clamp(-target / terms.Bound, -1, 1), 1, packed.AsSpan(i * slots, slots));
        }
    }

    /// <summary>Whether they were packed for these totals.</summary>
    public bool IsFor(RowTotals others) => totals == others;

    /// <summary>The packed sums of all rows.</summary>
    public long[] Target()
    {
        long[] sums = new long[slots];
        for (int i = 0; i < packed.Length; i++)
            sums[i % slots] += packed[i];
        return sums;
    }

    /// <summary>For each cut that is tried the packed sums of the node's rows up to it.</summary>
    public long[] Left(ForestState state, CancellationToken cancellation)
    {
        ForestCuts cuts = terms.Cuts(state);
        long[] sums = new long[cuts.Tried.Length * slots];
        int[]?[] asked = new int[state.Trees.Length][];
        for (int node = 0; node < cuts.Nodes; node++)
        {
            int[] places = asked[state.Open[node].Tree] ??= Nothing(state.Trees[state.Open[node].Tree].Length);
            places[state.Open[node].Place] = node;
        }

        for (int tree = 0; tree < asked.Length; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (asked[tree] is { } places)
                Add(state.Trees[tree], places, cuts, sums);
        }

        return sums;
    }

    private void Add(TreeNode[] tree, int[] places, ForestCuts cuts, long[] sums)
    {
        for (int i = 0; i * slots < packed.Length; i++)
        {
            ReadOnlySpan<byte> row = bins.AsSpan(i * inputs, inputs);
            int node = places[CutGrid.LeafOf(tree, row)];
            if (node < 0)
                continue;
            (int start, int end) = cuts.Of(node);
            for (int cut = start; cut < end; cut++)
            {
                if (row[cuts.Tried[cut].Input] > cuts.Tried[cut].Cut)
                    continue;
                sums[cut * slots] += packed[i * slots];
                if (slots > 1)
                    sums[(cut * slots) + 1] += packed[(i * slots) + 1];
            }
        }
    }

    private static int[] Nothing(int length)
    {
        int[] places = new int[length];
        Array.Fill(places, -1);
        return places;
    }
}
