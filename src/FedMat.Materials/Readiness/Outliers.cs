namespace FedMat.Materials;

/// <summary>
/// Values that lie more than five robust standard deviations from the median: 1.4826 times the median absolute deviation (Hampel, J. Am. Stat. Assoc.
/// 69, 383 (1974)), or, where more than half of the values are the same, 1.2533 times the mean absolute deviation (Iglewicz and Hoaglin, How to Detect
/// and Handle Outliers, ASQC 1993). Both are standard deviations where values are normally distributed.
/// </summary>
internal static class Outliers
{
    public const double Limit = 5;
    private const double OfMedian = 1.4826;
    private const double OfMean = 1.2533;
    private const int MostShown = 10;

    /// <summary>The robust standard deviation, and how it was found; 0 where all values are the same.</summary>
    public static (double Spread, string Measure) SpreadOf(double[] sorted)
    {
        double median = NumberFigures.Quantile(sorted, 0.5);
        double[] distances = Array.ConvertAll(sorted, value => Math.Abs(value - median));
        Array.Sort(distances);
        double spread = OfMedian * NumberFigures.Quantile(distances, 0.5);
        return spread > 0
            ? (spread, "1.4826 x median absolute deviation")
            : (OfMean * NumberFigures.Of(distances).Mean, "1.2533 x mean absolute deviation, since most values are the same");
    }

    /// <summary>Null where there is none.</summary>
    public static OutlierReport? Find(string name, string? unit, NumberColumn column, double[] sorted, RowNames rows)
    {
        if (sorted.Length == 0) return null;
        double median = NumberFigures.Quantile(sorted, 0.5);
        (double spread, string measure) = SpreadOf(sorted);
        if (!(spread > 0)) return null;
        int[] far = [.. Enumerable.Range(0, rows.Count).Where(row => Math.Abs(column[row] - median) > Limit * spread)];
        if (far.Length == 0) return null;
        var shown = far.OrderByDescending(row => Math.Abs(column[row] - median)).Take(MostShown).Select(row => rows.Report(row, column[row]));
        return new(name, unit, median, spread, measure, far.Length, [.. shown]);
    }
}
