namespace FedMat.Learning;

/// <summary>
/// The part of a rate that a round has: it rises in a straight line while warming up, and falls from 1 to the final part. + - * / alone, so
/// it may enter a state.
/// </summary>
internal static class RateSchedule
{
    private const int Terms = 12;

    /// <param name="settings">Warm-up, decay and final part.</param>
    /// <param name="round">From 0.</param>
    /// <param name="rounds">In all.</param>
    public static double Of(NeuralSettings settings, int round, int rounds)
    {
        double past = round / (double)rounds;
        double height = settings.Decay switch
        {
            RateDecay.Linear => 1 - past,
            RateDecay.Cosine => HalfWave(past),
            _ => 1,
        };
        double warmed = settings.WarmUp > 0 ? Math.Min(1, (round + 1) / (settings.WarmUp * rounds)) : 1;
        return warmed * (settings.FinalRate + ((1 - settings.FinalRate) * height));
    }

    /// <summary>(1 + cos πt) / 2 = cos² (πt / 2), by the cosine's Taylor series.</summary>
    private static double HalfWave(double past)
    {
        double square = Math.PI * Math.PI / 4 * past * past;
        double cosine = 1;
        for (int term = Terms; term > 0; term--)
            cosine = 1 - (square / (2 * term * ((2 * term) - 1)) * cosine);
        return cosine * cosine;
    }
}
