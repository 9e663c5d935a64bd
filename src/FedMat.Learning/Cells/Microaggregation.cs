namespace FedMat.Learning;

/// <summary>
/// Partitions points into groups of k to 2k - 1 near ones.
/// MDAV-generic (Domingo-Ferrer and Torra, Data Min. Knowl. Discov. 11, 195-212, 2005), after Domingo-Ferrer and Mateo-Sanz, IEEE Trans. Knowl.
/// Data Eng. 14(1), 189-201, 2002: the point most distant from the mean takes its k - 1 nearest, then the one most distant from that point
/// takes its own, and so on with the rest. Distances are Euclidean and squared; of equal ones the earlier point counts.
/// Limits: time grows as n² d / k for n points in d dimensions; a heuristic, since the best partition is NP-hard to find.
/// </summary>
internal sealed class Microaggregation
{
    private readonly double[] points;
    private readonly int dimensions;
    private readonly int size;
    private readonly List<int> rest;
    private readonly double[] distances;
    private readonly List<int[]> groups = [];

    private Microaggregation(double[] points, int dimensions, int size)
    {
        this.points = points;
        this.dimensions = dimensions;
        this.size = size;
        rest = [.. Enumerable.Range(0, points.Length / dimensions)];
        distances = new double[rest.Count];
    }

    /// <param name="points">Points x dimensions, point after point.</param>
    /// <param name="dimensions">Of a point, at least 1.</param>
    /// <param name="size">k, from 1 to the number of points.</param>
    /// <param name="cancellation">Checked between groups.</param>
    /// <returns>Each point in one group, by its place; the places of a group are in order.</returns>
    public static IReadOnlyList<int[]> Partition(double[] points, int dimensions, int size, CancellationToken cancellation = default)
    {
        Microaggregation partition = new(points, dimensions, size);
        partition.Run(cancellation);
        return partition.groups;
    }

    private void Run(CancellationToken cancellation)
    {
        while (rest.Count >= 3 * size)
        {
            cancellation.ThrowIfCancellationRequested();
            int first = Farthest(Mean());
            TakeNearest(first);
            TakeNearest(Farthest(Point(first)));
        }

        if (rest.Count >= 2 * size)
            TakeNearest(Farthest(Mean()));
        groups.Add([.. rest]);
    }

    /// <summary>Makes a group of what is nearest to a point of the rest, itself included.</summary>
    private void TakeNearest(int point)
    {
        Measure(Point(point));
        int[] group = new int[size];
        for (int taken = 0; taken < size; taken++)
        {
            int nearest = 0;
            for (int i = 1; i < rest.Count; i++)
            {
                if (distances[i] < distances[nearest])
                    nearest = i;
            }

            group[taken] = rest[nearest];
            rest.RemoveAt(nearest);
            distances.AsSpan(nearest + 1, rest.Count - nearest).CopyTo(distances.AsSpan(nearest));
        }

        Array.Sort(group);
        groups.Add(group);
    }

    private int Farthest(ReadOnlySpan<double> from)
    {
        Measure(from);
        int farthest = 0;
        for (int i = 1; i < rest.Count; i++)
        {
            if (distances[i] > distances[farthest])
                farthest = i;
        }

        return rest[farthest];
    }

    private void Measure(ReadOnlySpan<double> from)
    {
        for (int i = 0; i < rest.Count; i++)
        {
            ReadOnlySpan<double> point = Point(rest[i]);
            double sum = 0;
            for (int j = 0; j < point.Length; j++)
                sum += (point[j] - from[j]) * (point[j] - from[j]);
            distances[i] = sum;
        }
    }

    private double[] Mean()
    {
        double[] mean = new double[dimensions];
        foreach (int place in rest)
        {
            ReadOnlySpan<double> point = Point(place);
            for (int j = 0; j < dimensions; j++)
                mean[j] += point[j];
        }

        for (int j = 0; j < dimensions; j++)
            mean[j] /= rest.Count;
        return mean;
    }

    private ReadOnlySpan<double> Point(int point) => points.AsSpan(point * dimensions, dimensions);
}
