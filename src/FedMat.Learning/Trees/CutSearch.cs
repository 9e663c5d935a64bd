using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// The best cut of a node by its histogram: every threshold of every input in turn, and every category's best sets of values (<see cref="CategorySearch"/>), the
/// first of the best. Thresholds between which no row lies are the same cut, of which the middle one is taken.
/// </summary>
internal sealed class CutSearch(BoostedTerms terms, HistogramLayout layout, CellPacking packing, LeafValues values)
{
    private readonly CategorySearch categories = new(packing, values, terms.MinimumLeaf, terms.Settings.CategorySmoothing);

    /// <summary>Null where nothing is gained.</summary>
    /// <exception cref="RefusedException">FM312: a part holds more rows than the whole.</exception>
    public Cut? Best(OpenNode node, long[] histogram)
    {
        double whole = values.Score(node.Sums, values.Of(node.Sums, node.Lowest, node.Highest)) + (2 * terms.Settings.Gamma);
        (Cut? best, double gain) = (null, 0);
        for (int place = 0; place < layout.Inputs.Length; place++)
        {
            if (Best(node, histogram, place, whole + gain) is not var (cut, score))
                continue;
            (best, gain) = (cut, score - whole);
        }

        return best;
    }

    /// <summary>The two values' score, or null where they break the input's direction.</summary>
    private double? Score(OpenNode node, CellSums left, CellSums right, int direction)
    {
        double low = values.Of(left, node.Lowest, node.Highest);
        double high = values.Of(right, node.Lowest, node.Highest);
        return direction != 0 && (high - low) * direction < 0 ? null : values.Score(left, low) + values.Score(right, high);
    }

    private (Cut Cut, double Score)? Best(OpenNode node, long[] histogram, int place, double least)
    {
        (int start, int end) = layout.CellsOf(place);
        int input = layout.Inputs[place];
        if (terms.Grid.ValuesOf(input) != 0)
            return categories.Best(node, input, histogram.AsSpan(start * packing.Slots, (end - start) * packing.Slots), least);
        (int Cell, CellSums Left)? best = null;
        (long first, long second) = (0, 0);
        for (int cell = start; cell < end; cell++)
        {
            int slot = cell * packing.Slots;
            if (histogram[slot] == 0)
                continue;
            first = unchecked(first + histogram[slot]);
            second = packing.Slots == 1 ? 0 : unchecked(second + histogram[slot + 1]);
            CellSums left = packing.Unpack(first, second);
            if (left.Count > node.Sums.Count || left.Hessian > node.Sums.Hessian)
                throw new RefusedException(RefusalCode.SumBeyondRange, "a part of a tree's node holds more rows than the node");
            if (node.Sums.Count - left.Count < terms.MinimumLeaf)
                break;
            if (left.Count < terms.MinimumLeaf || Score(node, left, node.Sums - left, terms.Directions[input]) is not { } score || !(score > least))
                continue;
            (best, least) = ((cell, left), score);
        }

        return best is var (found, sums) ? (new Cut(TreeNode.Branch(input, Middle(histogram, found, end) - start, 0), sums, node.Sums - sums), least) : null;
    }

    private int Middle(long[] histogram, int cell, int end)
    {
        int last = cell;
        while (last + 1 < end && histogram[(last + 1) * packing.Slots] == 0)
            last++;
        return (cell + last) / 2;
    }
}
