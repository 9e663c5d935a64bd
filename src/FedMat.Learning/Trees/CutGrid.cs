using System.Numerics;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Where trees may cut each input: the quantile thresholds of the preparation, thinned evenly where a learner wants fewer; and of a category, which is cut as one
/// input in place of its columns, any two sets of values. An input without cuts (a constant one, or one whose values all lie in one bin) takes no part.
/// </summary>
internal sealed class CutGrid
{
    /// <summary>A bin fits into a byte.</summary>
    public const int MostBins = 256;

    private readonly CategoryColumns[] categories;
    private readonly ulong[] values;

    /// <param name="thresholds">Of each input, rising.</param>
    /// <param name="bins">The most bins of an input, from 2 to <see cref="MostBins"/>.</param>
    /// <param name="categories">
    /// Inputs that are columns of one category, rising: first and number. Those with more than <see cref="CategoryColumns.MostValues"/> are cut column by column, as is one of a single value.
    /// </param>
    public CutGrid(float[][] thresholds, int bins, IEnumerable<(int Start, int Values)> categories)
    {
        float[][] cuts = Array.ConvertAll(thresholds, rising => Thin(rising, bins - 1));
        values = new ulong[cuts.Length];
        this.categories =
        [
            .. categories.Where(category => category.Values is > 1 and <= CategoryColumns.MostValues)
                .Select(category => new CategoryColumns(category.Start, category.Values)).Where(category => Varies(cuts, category)),
        ];
        foreach (CategoryColumns category in this.categories)
        {
            values[category.Start] = category.All;
            Array.Fill(cuts, [], category.Start, category.Values);
        }

        Cuts = cuts;
        Used = [.. Enumerable.Range(0, cuts.Length).Where(input => CellsOf(input) > 0)];
    }

    /// <summary>Of each input, rising; none of a category's.</summary>
    public IReadOnlyList<float[]> Cuts { get; }

    /// <summary>The inputs that can be cut, rising; of a category the first.</summary>
    public int[] Used { get; }

    /// <summary>The bins of an input but the last, or the values of the category that it begins: the last cell is of rows with none.</summary>
    public int CellsOf(int input) => values[input] == 0 ? Cuts[input].Length : BitOperations.PopCount(values[input]) - 1;

    /// <summary>A bit for each value of the category that begins with an input, and for none; 0 for an input that is no category.</summary>
    public ulong ValuesOf(int input) => values[input];

    /// <summary>The bin of each input of some rows, row after row: how many cuts the value is above, or the number of a category's value.</summary>
    public byte[] Bins(Dataset data, int[] rows)
    {
        byte[] bins = new byte[rows.Length * data.Inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = data.X.AsSpan(rows[i] * data.Inputs, data.Inputs);
            Span<byte> to = bins.AsSpan(i * data.Inputs, data.Inputs);
            foreach (int input in Used)
                to[input] = (byte)BinGrid.CellOf(Cuts[input], row[input]);
            foreach (CategoryColumns category in categories)
                to[category.Start] = (byte)category.ValueOf(row);
        }

        return bins;
    }

    /// <summary>A row as <see cref="LeafOf(ReadOnlySpan{TreeNode}, ReadOnlySpan{float})"/> wants it: with the number of its value where a category begins.</summary>
    /// <param name="inputs">The described row.</param>
    /// <param name="room">For as many numbers; not used where there are no categories.</param>
    public ReadOnlySpan<float> Coded(ReadOnlySpan<float> inputs, Span<float> room)
    {
        if (categories.Length == 0)
            return inputs;
        inputs.CopyTo(room);
        foreach (CategoryColumns category in categories)
            room[category.Start] = category.ValueOf(inputs);
        return room;
    }

    /// <summary>The leaf that a row comes to.</summary>
    public static int LeafOf(ReadOnlySpan<TreeNode> tree, ReadOnlySpan<byte> bins)
    {
        int node = 0;
        while (!tree[node].IsLeaf)
            node = tree[node].Left + (tree[node].GoesLeft(bins[tree[node].Input]) ? 0 : 1);
        return node;
    }

    /// <summary>The leaf that a row comes to.</summary>
    /// <param name="tree">Over these cuts.</param>
    /// <param name="coded">The row, <see cref="Coded"/>.</param>
    public int LeafOf(ReadOnlySpan<TreeNode> tree, ReadOnlySpan<float> coded)
    {
        int node = 0;
        while (!tree[node].IsLeaf)
            node = tree[node].Left + (GoesLeft(tree[node], coded[tree[node].Input]) ? 0 : 1);
        return node;
    }

    private bool GoesLeft(TreeNode node, float input) => node.IsCategory ? node.GoesLeft((int)input) : !(input > Cuts[node.Input][node.Cut]);

    private static bool Varies(float[][] cuts, CategoryColumns category) =>
        Array.Exists(cuts[category.Start..(category.Start + category.Values)], rising => rising.Length > 0);

    private static float[] Thin(float[] rising, int most)
    {
        if (rising.Length <= most)
            return rising;
        float[] kept = new float[most];
        for (int i = 0; i < most; i++)
            kept[i] = rising[(((2 * i) + 1) * rising.Length) / (2 * most)];
        return kept;
    }
}
