using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A member's rows as boosting remembers them from sum to sum: bins, scores so far, and packed gradients. A state with other trees than the latest makes it
/// begin again from the first tree; either way scores are added up in the order of the trees.
/// </summary>
internal sealed class BoostedRows
{
    private const int ErrorBits = 40;
    private readonly BoostedTerms terms;
    private readonly FitRows rows;
    private readonly int[] training;
    private readonly int inputs;
    private readonly byte[] bins;
    private readonly byte[] heldBins;
    private readonly double[] scores;
    private readonly double[] heldScores;
    private TreeNode[][] trees = [];
    private long[]? packed;

    public BoostedRows(BoostedTerms terms, FitRows rows)
    {
        this.terms = terms;
        this.rows = rows;
        training = rows.Summed;
        inputs = rows.Rows.Inputs;
        bins = terms.Grid.Bins(rows.Rows, training);
        heldBins = terms.Grid.Bins(rows.Original, rows.Held);
        (scores, heldScores) = (new double[training.Length], new double[rows.Held.Length]);
        Restart();
    }

    /// <exception cref="RefusedException">FM507: a target of the logistic loss that is neither 0 nor 1, or a bound.</exception>
    public static void RequireClasses(Dataset data)
    {
        for (int row = 0; row < data.Rows; row++)
        {
            if (data.Y[row] is not (0 or 1) || data.Bounds[row] != Censoring.None)
                throw new RefusedException(RefusalCode.DataUnusable, $"line {data.Lines[row]}: with the loss 'logistic' a target is 0 or 1, and no bound");
        }
    }

    /// <summary>The hold-out error of the state's trees, as a wide number.</summary>
    public long[] Error(BoostedState state)
    {
        MoveTo(state.Trees);
        Int128 sum = 0;
        for (int i = 0; i < rows.Held.Length; i++)
        {
            int row = rows.Held[i];
            double error = terms.Loss.Error(heldScores[i], terms.Loss.Target(rows.Original.Y[row]), rows.Original.Bounds[row]);
            sum += WideSum.Fixed(error, ErrorBits) * state.Totals.UnitsOf(rows.Original.Weights[row]);
        }

        long[] limbs = new long[WideSum.Limbs];
        WideSum.Split(sum, limbs);
        return limbs;
    }

    /// <summary>Histograms of the nodes that the state asks for.</summary>
    /// <param name="state">Of stage <see cref="BoostedStage.Grow"/>.</param>
    /// <param name="length">Slots.</param>
    /// <param name="sizes">Slots of one histogram of each tree.</param>
    /// <param name="cancellation">Heeded between trees.</param>
    public long[] Histograms(BoostedState state, int length, int[] sizes, CancellationToken cancellation)
    {
        MoveTo(state.Trees);
        CellPacking packing = terms.Packing(state.Totals);
        packed ??= Pack(packing, state.Totals);
        long[] cells = new long[length];
        HistogramLayout[] layouts = terms.Layouts(state.Rounds);
        int start = state.Growing.Length == 0 ? packing.Slots : 0;
        for (int tree = 0; tree < layouts.Length; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = state.Growing.Length == 0 ? 1 : state.Growing[tree].Pairs.Length;
            GrowingTree? growing = state.Growing.Length == 0 ? null : state.Growing[tree];
            if (count > 0)
                Add(growing, layouts[tree], packing.Slots, cells.AsSpan(start, count * sizes[tree]), sizes[tree]);
            start += count * sizes[tree];
        }

        for (int i = 0; state.Growing.Length == 0 && i < packed.Length; i++)
            cells[i % packing.Slots] += packed[i];
        return cells;
    }

    private void Add(GrowingTree? tree, HistogramLayout layout, int slots, Span<long> cells, int size)
    {
        int[]? places = tree is null ? null : Places(tree);
        for (int i = 0; i < scores.Length; i++)
        {
            ReadOnlySpan<byte> row = bins.AsSpan(i * inputs, inputs);
            int place = places is null ? 0 : places[CutGrid.LeafOf(tree!.Nodes, row)];
            if (place >= 0)
                layout.Add(row, packed.AsSpan(i * slots, slots), cells.Slice(place * size, size));
        }
    }

    /// <summary>Of each node which histogram it is summed in; -1 for none.</summary>
    private static int[] Places(GrowingTree tree)
    {
        int[] places = new int[tree.Nodes.Length];
        Array.Fill(places, -1);
        for (int pair = 0; pair < tree.Pairs.Length; pair++)
            places[tree.Pairs[pair].Summed.Place] = pair;
        return places;
    }

    private long[] Pack(CellPacking packing, RowTotals totals)
    {
        long[] slots = new long[scores.Length * packing.Slots];
        for (int i = 0; i < scores.Length; i++)
        {
            int row = training[i];
            (double gradient, double hessian) = terms.Loss.At(scores[i], terms.Loss.Target(rows.Rows.Y[row]), rows.Rows.Bounds[row]);
            packing.Pack(totals.UnitsOf(rows.Rows.Weights[row]), gradient, hessian, slots.AsSpan(i * packing.Slots, packing.Slots));
        }

        return slots;
    }

    private void MoveTo(TreeNode[][] wanted)
    {
        bool follows = trees.Length <= wanted.Length;
        for (int i = 0; follows && i < trees.Length; i++)
            follows = ReferenceEquals(trees[i], wanted[i]) || trees[i].AsSpan().SequenceEqual(wanted[i]);
        if (!follows)
            Restart();
        if (trees.Length < wanted.Length)
            packed = null;
        for (int i = trees.Length; i < wanted.Length; i++)
        {
            Raise(wanted[i], bins, scores);
            Raise(wanted[i], heldBins, heldScores);
        }

        trees = wanted;
    }

    private void Restart()
    {
        (trees, packed) = ([], null);
        Array.Fill(scores, terms.Loss.Base);
        Array.Fill(heldScores, terms.Loss.Base);
    }

    private void Raise(TreeNode[] tree, byte[] of, double[] raised)
    {
        for (int i = 0; i < raised.Length; i++)
            raised[i] += tree[CutGrid.LeafOf(tree, of.AsSpan(i * inputs, inputs))].Value;
    }
}
