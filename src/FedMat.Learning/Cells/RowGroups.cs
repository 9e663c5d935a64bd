using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Small cells: an exact sum over a cell that holds one row of a member discloses it. A member therefore puts its measured rows into groups of at least
/// k nearest ones (<see cref="Microaggregation"/>, in its own standardised inputs) and gives every row the mean inputs of its group; targets stay, and auxiliary ones with them. Where the contract groups rows (by paper,
/// by heat), near ones are sought within such a group, and groups smaller than k are joined (<see cref="RowBlocks"/>). Rows whose target is a bound enter no
/// exact sum: sums over the rows of a group that depend on which of them are beyond a prediction tell single rows. They change no group
/// (<see cref="BoundRows"/>).
/// Whatever a sum is taken over by its inputs (a threshold, a tree node, the hold-out part of any seed and fraction) then holds none or at
/// least k of a member's rows, and so does the difference of two of them.
/// The groups depend on the rows and k alone: not on their order, and not on the plan's seed. Two values of k over the same rows
/// make two groupings, between which this does not hold.
/// Limits: k to 2^15 rows; some seconds for 5,000 rows of 150 inputs, minutes for the most.
/// </summary>
internal static class RowGroups
{
    public const int MostRows = 1 << 15;

    /// <param name="data">A member's rows.</param>
    /// <param name="size">k, at least 2.</param>
    /// <param name="cancellation">Checked between groups.</param>
    /// <exception cref="RefusedException">FM208: fewer than k measured rows. FM507: too many rows.</exception>
    public static Dataset Apply(Dataset data, int size, CancellationToken cancellation = default)
    {
        int[] measured = MeasuredRows.Of(data);
        if (measured.Length < size)
            throw new RefusedException(
                RefusalCode.TooFewRows, $"{measured.Length} rows with a measured target; with 'minimumCell' {size} at least {size} are needed");
        if (data.Rows > MostRows)
            throw new RefusedException(
                RefusalCode.DataUnusable, $"{data.Rows} rows; with 'minimumCell' above 1 there is room for {MostRows} a member");
        if (measured.Length == data.Rows)
            return Grouped(data, size, cancellation);
        return BoundRows.Beside(data, measured, Grouped(data.Select(measured), size, cancellation), cancellation);
    }

    /// <summary>As <see cref="Apply"/>, to tell what is near; rows that are too few or too many for it stay as they are.</summary>
    public static Dataset Near(Dataset data, int size, CancellationToken cancellation = default) =>
        size < 2 || data.Rows > MostRows || data.MeasuredRows < size ? data : Apply(data, size, cancellation);

    private static Dataset Grouped(Dataset data, int size, CancellationToken cancellation)
    {
        int[] order = Order(data);
        double[] points = Standardised(data, order);
        float[] inputs = new float[data.X.Length];
        ElementSet[] elements = new ElementSet[data.Rows];
        string?[] names = [.. data.Groups];
        foreach (int[] block in RowBlocks.Of([.. order.Select(row => data.Groups[row])], size))
        {
            foreach (int[] group in Microaggregation.Partition(Points(points, block, data.Inputs), data.Inputs, size, cancellation))
                WriteMean(data, Array.ConvertAll(group, place => order[block[place]]), inputs, elements);

            // What was joined here stays together everywhere.
            string? name = block.Select(place => data.Groups[order[place]]).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
            foreach (int place in block)
                names[order[place]] = name;
        }

        return data.WithInputs(inputs, elements, names);
    }

    /// <summary>The rows by their inputs, then by target: whoever is equal in both can change places.</summary>
    private static int[] Order(Dataset data)
    {
        int[] order = [.. Enumerable.Range(0, data.Rows)];
        Array.Sort(order, (left, right) =>
        {
            int first = data.X.AsSpan(left * data.Inputs, data.Inputs).SequenceCompareTo(data.X.AsSpan(right * data.Inputs, data.Inputs));
            return first != 0 ? first : data.Y[left].CompareTo(data.Y[right]);
        });
        return order;
    }

    /// <summary>Each input less its mean, over its deviation, in the given order of the rows; an input that is constant is 0.</summary>
    private static double[] Standardised(Dataset data, int[] order)
    {
        double[] points = new double[data.X.Length];
        for (int j = 0; j < data.Inputs; j++)
        {
            double sum = 0, squares = 0;
            foreach (int row in order)
                sum += data.X[(row * data.Inputs) + j];
            double mean = sum / data.Rows;
            for (int i = 0; i < order.Length; i++)
            {
                double distance = data.X[(order[i] * data.Inputs) + j] - mean;
                points[(i * data.Inputs) + j] = distance;
                squares += distance * distance;
            }

            double scale = squares > 0 ? 1 / Math.Sqrt(squares / data.Rows) : 0;
            for (int i = 0; i < order.Length; i++)
                points[(i * data.Inputs) + j] *= scale;
        }

        return points;
    }

    private static double[] Points(double[] points, int[] places, int inputs)
    {
        double[] chosen = new double[places.Length * inputs];
        for (int i = 0; i < places.Length; i++)
            points.AsSpan(places[i] * inputs, inputs).CopyTo(chosen.AsSpan(i * inputs));
        return chosen;
    }

    private static void WriteMean(Dataset data, int[] rows, float[] inputs, ElementSet[] elements)
    {
        ElementSet all = default;
        foreach (int row in rows)
            all = all.Union(data.Elements[row]);
        foreach (int row in rows)
            elements[row] = all;

        for (int j = 0; j < data.Inputs; j++)
        {
            double sum = 0;
            foreach (int row in rows)
                sum += data.X[(row * data.Inputs) + j];
            float mean = (float)(sum / rows.Length);
            foreach (int row in rows)
                inputs[(row * data.Inputs) + j] = mean;
        }
    }
}
