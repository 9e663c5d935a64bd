using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Where trees may cut each input: the quantile thresholds of the preparation, thinned evenly where a learner wants fewer. An input without cuts (a constant
/// one, or one whose values all lie in one bin) takes no part.
/// </summary>
internal sealed class CutGrid
{
    /// <summary>A bin fits into a byte.</summary>
    public const int MostBins = 256;

    /// <param name="thresholds">Of each input, rising.</param>
    /// <param name="bins">The most bins of an input, from 2 to <see cref="MostBins"/>.</param>
    public CutGrid(float[][] thresholds, int bins)
    {
        Cuts = Array.ConvertAll(thresholds, rising => Thin(rising, bins - 1));
        Used = [.. Enumerable.Range(0, thresholds.Length).Where(input => Cuts[input].Length > 0)];
    }

    /// <summary>Of each input, rising.</summary>
    public IReadOnlyList<float[]> Cuts { get; }

    /// <summary>The inputs that can be cut, rising.</summary>
    public int[] Used { get; }

    /// <summary>The bin of each input of some rows, row after row: how many cuts the value is above.</summary>
    public byte[] Bins(Dataset data, int[] rows)
    {
        byte[] bins = new byte[rows.Length * data.Inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (int input in Used)
                bins[(i * data.Inputs) + input] = (byte)BinGrid.CellOf(Cuts[input], data.X[(rows[i] * data.Inputs) + input]);
        }

        return bins;
    }

    /// <summary>The leaf that a row comes to.</summary>
    public static int LeafOf(ReadOnlySpan<TreeNode> tree, ReadOnlySpan<byte> bins)
    {
        int node = 0;
        while (!tree[node].IsLeaf)
            node = tree[node].Left + (bins[tree[node].Input] > tree[node].Cut ? 1 : 0);
        return node;
    }

    /// <summary>The leaf that a row comes to.</summary>
    public int LeafOf(ReadOnlySpan<TreeNode> tree, ReadOnlySpan<float> inputs)
    {
        int node = 0;
        while (!tree[node].IsLeaf)
            node = tree[node].Left + (inputs[tree[node].Input] > Cuts[tree[node].Input][tree[node].Cut] ? 1 : 0);
        return node;
    }

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
