using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Pearson's chi-square test that the bytes of ring words are uniform (K. Pearson, Philosophical Magazine 50, 1900), with the quantiles of
/// E. B. Wilson and M. M. Hilferty, The distribution of chi-square, PNAS 17, 1931. Every byte of a word is counted by itself, so that a mask
/// over some bytes alone is found out.
/// Parameters: significance 10^-4, half of it at either end, since numbers that are too even are not random either.
/// Limit: each of the 256 values should be expected a hundred times or more.
/// </summary>
internal static class ChiSquare
{
    private const int Values = 256;

    /// <summary>Of the standard normal distribution at 1 - 10^-4 / 2.</summary>
    private const double Quantile = 3.8906;

    public static bool IsUniform(RingVector vector)
    {
        double freedom = (double)(Values - 1) * Width(vector);
        return Statistic(vector) is var statistic && statistic > Bound(freedom, -Quantile) && statistic < Bound(freedom, Quantile);
    }

    private static double Statistic(RingVector vector)
    {
        int width = Width(vector);
        int[,] counts = new int[width, Values];
        ReadOnlySpan<byte> bytes = vector.Memory.Span;
        for (int i = 0; i < bytes.Length; i++)
            counts[i % width, bytes[i]]++;
        double expected = (double)vector.Length / Values;
        return counts.Cast<int>().Sum(count => (count - expected) * (count - expected) / expected);
    }

    private static double Bound(double freedom, double quantile)
    {
        double variance = 2 / (9 * freedom);
        return freedom * Math.Pow(1 - variance + (quantile * Math.Sqrt(variance)), 3);
    }

    private static int Width(RingVector vector) => (int)vector.Ring / 8;
}
