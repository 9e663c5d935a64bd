namespace FedMat.Learning;

/// <summary>Measures of predictions against the truth: errors in the target's unit, and parts of one.</summary>
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

    /// <summary>One less the mean squared error over the truth's variance; null where the truth is the same in all rows.</summary>
    /// <exception cref="ArgumentException">No rows, or not as many predictions as truths.</exception>
    public static double? R2(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        Require(predictions, truth);
        double mean = 0, errors = 0, spread = 0;
        foreach (double value in truth)
            mean += value / truth.Length;
        for (int i = 0; i < truth.Length; i++)
        {
            errors += (predictions[i] - truth[i]) * (predictions[i] - truth[i]);
            spread += (truth[i] - mean) * (truth[i] - mean);
        }

        return spread > 0 ? 1 - (errors / spread) : null;
    }

    /// <summary>The mean of predictions less truths.</summary>
    /// <exception cref="ArgumentException">No rows, or not as many predictions as truths.</exception>
    public static double Bias(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        Require(predictions, truth);
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
            sum += predictions[i] - truth[i];
        return sum / truth.Length;
    }

    /// <summary>The mean of the parts of the positive and of the negative rows that are told right; null where one class has no rows.</summary>
    /// <param name="positives">Positive rows by prediction, in equal cells that rise.</param>
    /// <param name="negatives">Negative rows by prediction, in the same cells.</param>
    /// <param name="threshold">Rows of this cell and above are told positive.</param>
    /// <exception cref="ArgumentException">Not as many cells.</exception>
    public static double? BalancedAccuracy(ReadOnlySpan<long> positives, ReadOnlySpan<long> negatives, int threshold)
    {
        (long all, long none) = Totals(positives, negatives);
        if (all == 0 || none == 0)
            return null;
        (long found, _) = Totals(positives[threshold..], negatives[threshold..]);
        (_, long spared) = Totals(positives[..threshold], negatives[..threshold]);
        return ((found / (double)all) + (spared / (double)none)) / 2;
    }

    /// <summary>
    /// The chance that a positive row is predicted above a negative one: the area under the ROC curve. Rows of one cell count as equal, half for and half against. Null
    /// where one class has no rows.
    /// </summary>
    /// <param name="positives">Positive rows by prediction, in cells that rise; sums over members.</param>
    /// <param name="negatives">Negative rows by prediction, in the same cells.</param>
    /// <exception cref="ArgumentException">Not as many cells.</exception>
    public static double? RocArea(ReadOnlySpan<long> positives, ReadOnlySpan<long> negatives)
    {
        (long all, long none) = Totals(positives, negatives);
        double above = 0;
        long below = 0;
        for (int cell = 0; cell < positives.Length; cell++)
        {
            above += positives[cell] * (below + (negatives[cell] / 2.0));
            below += negatives[cell];
        }

        return all == 0 || none == 0 ? null : above / all / none;
    }

    private static (long Positives, long Negatives) Totals(ReadOnlySpan<long> positives, ReadOnlySpan<long> negatives)
    {
        if (positives.Length != negatives.Length)
            throw new ArgumentException($"{positives.Length} cells of positive rows and {negatives.Length} of negative ones", nameof(negatives));
        (long all, long none) = (0, 0);
        for (int cell = 0; cell < positives.Length; cell++)
            (all, none) = (all + positives[cell], none + negatives[cell]);
        return (all, none);
    }

    private static void Require(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        if (truth.Length == 0 || predictions.Length != truth.Length)
            throw new ArgumentException($"{predictions.Length} predictions for {truth.Length} rows", nameof(predictions));
    }
}
