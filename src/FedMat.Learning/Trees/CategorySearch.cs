using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// The best cut of a category in two sets of values. With the values in the order of their mean gradient the best sets are a first and a last part of it
/// (Fisher, J. Am. Stat. Assoc. 53, 789, 1958; for boosting: Ke et al., LightGBM, NIPS 2017), so one pass over the order finds them. A value of few rows is put
/// near the middle: a smoothing is added to its hessian there. No value is a value like others; one that no row of the node has goes where more rows go.
/// </summary>
/// <param name="packing">Of the histogram.</param>
/// <param name="values">Of leaves.</param>
/// <param name="minimumLeaf">The fewest rows of a side.</param>
/// <param name="smoothing">Rows of weight 1.</param>
internal sealed class CategorySearch(CellPacking packing, LeafValues values, int minimumLeaf, double smoothing)
{
    /// <param name="node">That is cut.</param>
    /// <param name="input">Where the category begins.</param>
    /// <param name="cells">The node's histogram of each value.</param>
    /// <param name="least">What the score must be above.</param>
    /// <returns>Null where nothing is.</returns>
    /// <exception cref="RefusedException">FM312: the values hold more rows than the node.</exception>
    public (Cut Cut, double Score)? Best(OpenNode node, int input, ReadOnlySpan<long> cells, double least)
    {
        CellSums[] sums = Sums(node, cells);
        int[] order = Order(sums);
        (int Last, CellSums Left)? best = null;
        CellSums left = default;
        for (int i = 0; i + 1 < order.Length; i++)
        {
            left += sums[order[i]];
            CellSums right = node.Sums - left;
            if (left.Count < minimumLeaf || right.Count < minimumLeaf)
                continue;
            double score = Score(node, left) + Score(node, right);
            if (score > least)
                (best, least) = ((i, left), score);
        }

        return best is var (last, found) ? (new Cut(TreeNode.OfCategory(input, Values(order, last, sums, found, node.Sums - found)), found, node.Sums - found), least) : null;
    }

    /// <summary>Of each value, and behind them of no value.</summary>
    private CellSums[] Sums(OpenNode node, ReadOnlySpan<long> cells)
    {
        CellSums[] sums = new CellSums[(cells.Length / packing.Slots) + 1];
        CellSums rest = node.Sums;
        for (int value = 0; value < sums.Length - 1; value++)
        {
            int slot = value * packing.Slots;
            sums[value] = packing.Unpack(cells[slot], packing.Slots > 1 ? cells[slot + 1] : 0);
            rest -= sums[value];
            if (rest.Count < 0 || rest.Hessian < 0)
                throw new RefusedException(RefusalCode.SumBeyondRange, "a part of a tree's node holds more rows than the node");
        }

        sums[^1] = rest;
        return sums;
    }

    /// <summary>The values that rows have, by mean gradient.</summary>
    private int[] Order(CellSums[] sums)
    {
        int[] order = [.. Enumerable.Range(0, sums.Length).Where(value => sums[value].Count > 0)];
        double[] means = Array.ConvertAll(sums, Mean);
        // Equal means in the order of the values, whatever the sort does with equals.
        Array.Sort(order, (one, other) => means[one] != means[other] ? means[one].CompareTo(means[other]) : one - other);
        return order;
    }

    private double Mean(CellSums sums)
    {
        double rows = (sums.Hessian * values.HessianUnit) + smoothing;
        return rows > 0 ? sums.Gradient * values.GradientUnit / rows : 0;
    }

    private double Score(OpenNode node, CellSums sums) => values.Score(sums, values.Of(sums, node.Lowest, node.Highest));

    /// <summary>Those that go left.</summary>
    private static ulong Values(int[] order, int last, CellSums[] sums, CellSums left, CellSums right)
    {
        ulong found = 0;
        for (int i = 0; i <= last; i++)
            found |= 1UL << order[i];
        for (int value = 0; value < sums.Length && left.Count >= right.Count; value++)
            found |= sums[value].Count == 0 ? 1UL << value : 0;
        return found;
    }
}
