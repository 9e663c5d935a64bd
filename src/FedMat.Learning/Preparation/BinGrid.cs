namespace FedMat.Learning;

/// <summary>
/// Edges between the cells that rows are counted in, for each input, rising: cell c holds the values up to edge c and above the one before it; the last holds the rest.
/// Cells begin equally wide; where a count shows many rows in one it is cut further, and where it shows few the cells are joined. After
/// three counts a cell that still holds many rows holds, within 2^-15 of the input's deviation, one value.
/// Integers and + - * / of doubles alone, each rounded to the nearest float.
/// </summary>
internal sealed record BinGrid(float[][] Edges)
{
    private const int Reach = 16;
    private const int PerDeviation = 8;

    /// <summary>A cell with more than one row in so many is cut.</summary>
    private const int Fine = 128;

    /// <summary>Cells that a heavy one is cut into at the most.</summary>
    private const int MostPieces = 64;

    /// <summary>The cells in all.</summary>
    public int Cells => Edges.Sum(edges => edges.Length + 1);

    /// <summary>Eighths of a deviation, up to sixteen deviations from the mean; a constant input has one cell.</summary>
    public static BinGrid First(Standardisation scales)
    {
        float[][] edges = new float[scales.Means.Length][];
        for (int j = 0; j < edges.Length; j++)
        {
            double inverse = scales.InverseScales[j];
            double step = inverse > 0 ? 1 / inverse / PerDeviation : 0;
            List<float> rising = [];
            for (int i = -Reach * PerDeviation; inverse > 0 && i <= Reach * PerDeviation; i++)
                Append(rising, (float)(scales.Means[j] + (i * step)));
            edges[j] = [.. rising];
        }

        return new BinGrid(edges);
    }

    /// <summary>The cell of a value among an input's.</summary>
    public static int CellOf(float[] edges, float value)
    {
        (int low, int high) = (0, edges.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (value <= edges[middle])
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Cuts the cells that hold many rows and joins those that hold few.</summary>
    /// <param name="counts">Rows of each cell, input after input.</param>
    public BinGrid Refine(ReadOnlySpan<long> counts)
    {
        float[][] refined = new float[Edges.Length][];
        for (int j = 0; j < refined.Length; j++)
        {
            refined[j] = Refine(Edges[j], counts[..(Edges[j].Length + 1)]);
            counts = counts[(Edges[j].Length + 1)..];
        }

        return new BinGrid(refined);
    }

    /// <summary>Thresholds between bins that hold about as many rows each, at most so many bins.</summary>
    /// <param name="counts">Rows of each cell, input after input.</param>
    /// <param name="bins">At least 2.</param>
    public float[][] Thresholds(ReadOnlySpan<long> counts, int bins)
    {
        float[][] thresholds = new float[Edges.Length][];
        for (int j = 0; j < thresholds.Length; j++)
        {
            thresholds[j] = Thresholds(Edges[j], counts[..(Edges[j].Length + 1)], bins);
            counts = counts[(Edges[j].Length + 1)..];
        }

        return thresholds;
    }

    public void Write(StateWriter writer)
    {
        foreach (float[] edges in Edges)
            writer.Singles(edges);
    }

    public static BinGrid Read(StateReader reader, int inputs) => new(ReadRising(reader, inputs));

    /// <summary>One rising list for each input.</summary>
    public static float[][] ReadRising(StateReader reader, int inputs)
    {
        float[][] lists = new float[inputs][];
        for (int j = 0; j < inputs; j++)
        {
            lists[j] = reader.Singles();
            for (int i = 1; i < lists[j].Length; i++)
                StateReader.Require(lists[j][i] > lists[j][i - 1], "edges do not rise");
        }

        return lists;
    }

    private static float[] Refine(float[] edges, ReadOnlySpan<long> counts)
    {
        long rows = Total(counts);
        List<float> refined = [];
        long since = 0;
        for (int cell = 0; cell < edges.Length; cell++)
        {
            if (cell > 0 && counts[cell] * Fine > rows)
            {
                Append(refined, edges[cell - 1]);
                long pieces = Math.Min(MostPieces, 1 + (counts[cell] * Fine / rows));
                double width = (double)edges[cell] - edges[cell - 1];
                for (int piece = 1; piece < pieces; piece++)
                    Append(refined, (float)(edges[cell - 1] + (width * piece / pieces)));
                Append(refined, edges[cell]);
                since = 0;
                continue;
            }

            since += counts[cell];
            if (since * 2 * Fine < rows)
                continue;
            Append(refined, edges[cell]);
            since = 0;
        }

        return [.. refined];
    }

    private static float[] Thresholds(float[] edges, ReadOnlySpan<long> counts, int bins)
    {
        List<float> thresholds = [];
        (long rest, long taken) = (Total(counts), 0);
        for (int cell = 0; cell < edges.Length && thresholds.Count < bins - 1; cell++)
        {
            taken += counts[cell];
            if (taken == 0 || taken * (bins - thresholds.Count) < rest || taken == rest)
                continue;
            int next = cell + 1;
            while (counts[next] == 0)
                next++;
            // In the middle of the gap before the next values.
            Append(thresholds, (float)(((double)edges[cell] + edges[next - 1]) / 2));
            rest -= taken;
            taken = 0;
        }

        return [.. thresholds];
    }

    private static long Total(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
            total += count;
        return total;
    }

    private static void Append(List<float> rising, float edge)
    {
        if (float.IsFinite(edge) && (rising.Count == 0 || edge > rising[^1]))
            rising.Add(edge);
    }
}
