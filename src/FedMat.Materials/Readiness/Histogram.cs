namespace FedMat.Materials;

/// <summary>Numbers counted in bins of one width, whose edges are round.</summary>
/// <param name="From">Where the first bin begins.</param>
/// <param name="Width">Of each bin; a bin holds its lower edge.</param>
/// <param name="Counts">At least one bin.</param>
public sealed record Histogram(double From, double Width, IReadOnlyList<int> Counts)
{
    private const int MostBins = 16;
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5];

    /// <param name="sorted">At least one number, the smallest first.</param>
    internal static Histogram Of(double[] sorted)
    {
        (double low, double high) = (sorted[0], sorted[^1]);
        if (!(high - low > Math.Abs(high) * 1e-12)) return new(low, 1, [sorted.Length]);
        double width = RoundWidth((high - low) / MostBins);
        double from = Math.Floor(low / width) * width;
        int[] counts = new int[(int)Math.Min(((high - from) / width) + 1, 2 * MostBins)];
        foreach (double value in sorted) counts[(int)Math.Clamp((value - from) / width, 0, counts.Length - 1)]++;
        return new(from, width, counts);
    }

    private static double RoundWidth(double atLeast)
    {
        double power = 1;
        while (power * 10 <= atLeast) power *= 10;
        while (power > atLeast) power /= 10;
        foreach (double step in RoundSteps)
            if (step * power >= atLeast) return step * power;
        return 10 * power;
    }
}
