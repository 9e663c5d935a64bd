namespace FedMat.Learning;

/// <summary>The weighted mean of what candidates predict.</summary>
internal static class Mixture
{
    /// <summary>A prediction whose models know nothing of their error counts as this part of the usual spread.</summary>
    private const double Floor = 0.5;

    /// <param name="weights">Of the candidates.</param>
    /// <param name="means">Of each candidate, its prediction of the row.</param>
    /// <param name="variances">Of each candidate, what it says of its error, squared.</param>
    /// <param name="spread">The root of the mean squared error on unseen rows.</param>
    /// <returns>The prediction, and the scale of its error: how far candidates disagree, and what they say of themselves, over a floor.</returns>
    public static (double Mean, double Scale) Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> variances, double spread)
    {
        double mean = 0;
        for (int i = 0; i < weights.Length; i++)
            mean += weights[i] * means[i];
        double variance = Floor * Floor * spread * spread;
        for (int i = 0; i < weights.Length; i++)
            variance += weights[i] * (variances[i] + ((means[i] - mean) * (means[i] - mean)));
        return (mean, Math.Sqrt(variance));
    }
}
