namespace FedMat.Cli.Bench;

/// <summary>The middle of some figures: of an even number of them, the mean of the two in the middle.</summary>
internal static class Median
{
    /// <param name="figures">At least one.</param>
    public static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
