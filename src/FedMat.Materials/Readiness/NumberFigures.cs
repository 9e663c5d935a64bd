namespace FedMat.Materials;

/// <summary>What is said of many numbers. Quartiles are interpolated between the two nearest values.</summary>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="LowerQuartile">A quarter lies below.</param>
/// <param name="Median">Half lies below.</param>
/// <param name="UpperQuartile">A quarter lies above.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of a sample (n - 1); 0 for one number.</param>
public sealed record NumberFigures(
    int Count, double Minimum, double LowerQuartile, double Median, double UpperQuartile, double Maximum, double Mean, double Deviation)
{
    /// <param name="sorted">At least one number, the smallest first.</param>
    internal static NumberFigures Of(double[] sorted)
    {
        double mean = 0;
        for (int i = 0; i < sorted.Length; i++) mean += (sorted[i] - mean) / (i + 1);
        double squares = 0;
        foreach (double value in sorted) squares += (value - mean) * (value - mean);
        double deviation = sorted.Length > 1 && sorted[0] < sorted[^1] ? Math.Sqrt(squares / (sorted.Length - 1)) : 0;
        return new(
            sorted.Length, sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1], mean, deviation);
    }

    internal static double Quantile(double[] sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
