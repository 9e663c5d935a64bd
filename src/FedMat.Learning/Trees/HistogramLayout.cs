namespace FedMat.Learning;

/// <summary>
/// The cells of a node's histogram: of each input that the tree may cut one for each bin but the last, and of a category one for each value; what is left of the node
/// lies in the last bin, or has no value.
/// </summary>
internal sealed class HistogramLayout
{
    private readonly int[] starts;

    /// <param name="grid">The cuts.</param>
    /// <param name="inputs">That the tree may cut, rising.</param>
    public HistogramLayout(CutGrid grid, int[] inputs)
    {
        Inputs = inputs;
        starts = new int[inputs.Length + 1];
        for (int i = 0; i < inputs.Length; i++)
            starts[i + 1] = starts[i] + grid.CellsOf(inputs[i]);
    }

    public int[] Inputs { get; }

    /// <summary>In all.</summary>
    public int Cells => starts[^1];

    /// <summary>The cells of an input, by its place among <see cref="Inputs"/>: from the first to before the second.</summary>
    public (int Start, int End) CellsOf(int place) => (starts[place], starts[place + 1]);

    /// <summary>Adds a row to a histogram.</summary>
    /// <param name="row">Its bins, or values of categories, by input.</param>
    /// <param name="packed">Its packed sums.</param>
    /// <param name="histogram">As many slots a cell.</param>
    public void Add(ReadOnlySpan<byte> row, ReadOnlySpan<long> packed, Span<long> histogram)
    {
        int slots = packed.Length;
        for (int i = 0; i < Inputs.Length; i++)
        {
            int cell = starts[i] + row[Inputs[i]];
            if (cell >= starts[i + 1])
                continue;
            histogram[cell * slots] += packed[0];
            if (slots > 1)
                histogram[(cell * slots) + 1] += packed[1];
        }
    }

    /// <summary>The inputs of one tree, drawn from a seed.</summary>
    /// <param name="grid">The cuts.</param>
    /// <param name="part">Of the inputs that can be cut, above 0 and at most 1.</param>
    /// <param name="seed">The model's.</param>
    /// <param name="tree">Its number.</param>
    public static HistogramLayout Drawn(CutGrid grid, double part, long seed, int tree)
    {
        int count = Math.Clamp((int)Math.Round(part * grid.Used.Length), Math.Min(1, grid.Used.Length), grid.Used.Length);
        int[] inputs = [.. grid.Used];
        if (count < inputs.Length)
            new SeededStream("fedmat.boosted.columns", seed, tree).Shuffle(inputs);
        return new HistogramLayout(grid, [.. inputs.Take(count).Order()]);
    }
}
