using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Puts rows whose target is a bound beside measured rows in groups: each takes the inputs and the name of the group of the nearest measured row, so that both are in one
/// fold. Near ones are sought within the row's group of the contract; where that has no measured row, the bound keeps inputs and name. Distances are
/// Euclidean, each input over its range; of equal ones the smaller inputs count, whatever the order of the rows.
/// </summary>
internal static class BoundRows
{
    /// <param name="data">All rows as they are.</param>
    /// <param name="measured">The places of the measured ones.</param>
    /// <param name="grouped">These rows, in groups.</param>
    /// <param name="cancellation">Checked between rows.</param>
    /// <returns>All rows: measured ones as grouped, bounds beside them.</returns>
    public static Dataset Beside(Dataset data, int[] measured, Dataset grouped, CancellationToken cancellation)
    {
        float[] inputs = [.. data.X];
        ElementSet[] elements = [.. data.Elements];
        string?[] names = [.. data.Groups];
        double[] scales = Scales(data, measured);
        ILookup<string?, int> groups = Enumerable.Range(0, measured.Length).ToLookup(place => data.Groups[measured[place]]);
        foreach (int row in Enumerable.Range(0, data.Rows).Where(row => data.Bounds[row] != Censoring.None))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Nearest(data, row, measured, grouped, groups[data.Groups[row]], scales) is { } nearest)
                Take(grouped, nearest, row, inputs, names);
        }

        for (int place = 0; place < measured.Length; place++)
        {
            Take(grouped, place, measured[place], inputs, names);
            elements[measured[place]] = grouped.Elements[place];
        }

        return data.WithInputs(inputs, elements, names);
    }

    private static void Take(Dataset grouped, int place, int row, float[] inputs, string?[] names)
    {
        grouped.X.AsSpan(place * grouped.Inputs, grouped.Inputs).CopyTo(inputs.AsSpan(row * grouped.Inputs));
        names[row] = grouped.Groups[place];
    }

    private static int? Nearest(Dataset data, int row, int[] measured, Dataset grouped, IEnumerable<int> places, double[] scales)
    {
        int? nearest = null;
        double least = double.PositiveInfinity;
        foreach (int place in places)
        {
            double distance = Distance(Inputs(data, row), Inputs(data, measured[place]), scales);
            if (nearest is not { } found || distance < least || (distance == least && Inputs(grouped, place).SequenceCompareTo(Inputs(grouped, found)) < 0))
                (nearest, least) = (place, distance);
        }

        return nearest;
    }

    private static double Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second, double[] scales)
    {
        double sum = 0;
        for (int j = 0; j < scales.Length; j++)
        {
            double distance = ((double)first[j] - second[j]) * scales[j];
            sum += distance * distance;
        }

        return sum;
    }

    /// <summary>Of each input one over its range; 0 where it is constant.</summary>
    private static double[] Scales(Dataset data, int[] measured)
    {
        double[] scales = new double[data.Inputs];
        for (int j = 0; j < scales.Length; j++)
        {
            (double lowest, double highest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (int row in measured)
                (lowest, highest) = (Math.Min(lowest, Inputs(data, row)[j]), Math.Max(highest, Inputs(data, row)[j]));
            scales[j] = highest > lowest ? 1 / (highest - lowest) : 0;
        }

        return scales;
    }

    private static ReadOnlySpan<float> Inputs(Dataset data, int row) => data.X.AsSpan(row * data.Inputs, data.Inputs);
}
