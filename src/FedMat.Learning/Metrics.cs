namespace FedMat.Learning;

/// <summary>Measures of error of predictions against the truth, in the target's unit.</summary>
public static class Metrics
{
    /// <exception cref="ArgumentException">No rows, or not as many predictions as truths.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        Require(predictions, truth);
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
            sum += Math.Abs(predictions[i] - truth[i]);
        return sum / truth.Length;
    }

    /// <exception cref="ArgumentException">No rows, or not as many predictions as truths.</exception>
    public static double RootMeanSquareError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        Require(predictions, truth);
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
            sum += (predictions[i] - truth[i]) * (predictions[i] - truth[i]);
        return Math.Sqrt(sum / truth.Length);
    }

    private static void Require(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        if (truth.Length == 0 || predictions.Length != truth.Length)
            throw new ArgumentException($"{predictions.Length} predictions for {truth.Length} rows", nameof(predictions));
    }
}
