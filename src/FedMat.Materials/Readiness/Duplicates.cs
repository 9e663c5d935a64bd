namespace FedMat.Materials;

/// <summary>
/// Finds rows of one key. Their targets agree while they differ by no more than 2.8 standard deviations of one measurement, the repeatability limit
/// of ISO 5725-6, with the largest uncertainty that the rows state or else the contract's typical one. Where nothing is stated, they agree while they
/// differ by no more than the robust standard deviation of all targets.
/// </summary>
internal sealed class Duplicates(RowKey key)
{
    private const double RepeatabilityLimit = 2.8;
    private const int MostShown = 10;

    private readonly List<UInt128> keys = [];
    private readonly List<float> uncertainties = [];
    private readonly HashSet<UInt128> tested = [];

    public RowKey Key => key;

    /// <summary>How many of the rows used are alike with one that is kept for testing, and how many such sets there are.</summary>
    public (int Sets, int Rows) Tested => (keys.Where(tested.Contains).Distinct().Count(), keys.Count(tested.Contains));

    public void Add(SampleRecord sample, double? typical)
    {
        keys.Add(key.Of(sample));
        uncertainties.Add((float)(sample.Target?.Uncertainty ?? typical ?? 0));
    }

    public void AddTest(SampleRecord sample) => tested.Add(key.Of(sample));

    /// <summary>Sets of two rows or more, each in the order of the rows.</summary>
    public IReadOnlyList<ArraySegment<int>> Sets()
    {
        UInt128[] sorted = [.. keys];
        int[] rows = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, rows);
        List<ArraySegment<int>> sets = [];
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && sorted[end] == sorted[start];) end++;
            if (end - start < 2) continue;
            Array.Sort(rows, start, end - start);
            sets.Add(new(rows, start, end - start));
        }
        return sets;
    }

    public DuplicateReport Report(IReadOnlyList<ArraySegment<int>> sets, NumberColumn targets, double[] sortedTargets, RowNames names)
    {
        double spread = sortedTargets.Length > 0 ? Outliers.SpreadOf(sortedTargets).Spread : 0;
        List<Disagreement> disagreements = [];
        int exact = 0;
        foreach (var set in sets)
        {
            exact += set.Count - set.Select(row => targets[row]).Distinct().Count();
            int low = set.MinBy(row => targets[row]);
            int high = set.MaxBy(row => targets[row]);
            double allowed = Allowed(set, spread);
            double difference = targets[high] - targets[low];
            if (difference > allowed)
                disagreements.Add(new(difference, allowed, [names.Report(low, targets[low]), names.Report(high, targets[high])]));
        }
        var worst = disagreements.OrderByDescending(found => found.Difference).ThenBy(found => found.Rows[0].Row).Take(MostShown);
        return new(
            key.Columns, sets.Count, sets.Sum(set => set.Count), exact, disagreements.Count, Measure(sets), [.. worst]);
    }

    private double Allowed(ArraySegment<int> set, double spread)
    {
        double stated = set.Max(row => uncertainties[row]);
        return stated > 0 ? RepeatabilityLimit * stated : spread;
    }

    private string Measure(IReadOnlyList<ArraySegment<int>> sets)
    {
        const string Stated = "2.8 stated standard deviations (the repeatability limit of ISO 5725-6)";
        const string Robust = "the robust standard deviation of all targets (1.4826 x median absolute deviation)";
        int stated = sets.Count(set => set.Any(row => uncertainties[row] > 0));
        if (stated == sets.Count && stated > 0) return Stated;
        return stated == 0 ? $"{Robust}, since no uncertainty is stated" : $"{Stated}; where none is stated, {Robust}";
    }
}
