namespace FedMat.Learning;

/// <summary>
/// How a member goes on from the common weights with its own rows: a hundred AdamW steps on a quarter of the rows each, at a rate that falls in half a cosine.
/// Steps, rate and part were chosen by the error on rows that the models had not seen.
/// </summary>
internal static class FineTuning
{
    public const double Rate = 0.001;
    public const double WeightDecay = 0.1;
    private const int Steps = 100;
    private const int Parts = 4;
    private const int LeastBatch = 32;
    private static readonly NeuralSettings Falling = new() { WarmUp = 0, Decay = RateDecay.Cosine };

    /// <param name="rows">How many the member trains on.</param>
    /// <param name="seed">Of the model.</param>
    public static IReadOnlyList<TrainingBatch> Batches(int rows, long seed)
    {
        int size = Math.Min(rows, Math.Max(LeastBatch, rows / Parts));
        List<TrainingBatch> batches = [];
        for (int pass = 0; batches.Count < Steps; pass++)
        {
            int[] order = [.. Enumerable.Range(0, rows)];
            new SeededStream("fedmat.neural.tuning", seed, pass).Shuffle(order);
            // What does not fill a step is in one of another pass.
            for (int start = 0; start + size <= rows && batches.Count < Steps; start += size)
                batches.Add(new TrainingBatch(order[start..(start + size)], 1.0 / size, RateSchedule.Of(Falling, batches.Count, Steps)));
        }

        return batches;
    }
}
