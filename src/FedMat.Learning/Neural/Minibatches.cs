namespace FedMat.Learning;

/// <summary>
/// Which of a member's training rows each step of a round takes. Where a round has a number of steps, every member cuts its rows, in an order drawn
/// for each pass, into the same number of parts, and a step takes one: members of every size are through with their rows at the same time, and over
/// them all a step is one of minibatch descent on the pooled rows. A member with fewer rows than parts has none in some steps.
/// </summary>
internal sealed class Minibatches(NeuralSettings settings, long seed, long allRows)
{
    private const string Purpose = "fedmat.neural.order";

    /// <summary>Steps of a pass over all rows.</summary>
    public int Parts { get; } = (int)Math.Max(1, Math.Round(1 / Math.Min(1, Math.Max(settings.BatchPart, settings.LeastBatch / (double)allRows))));

    /// <summary>The steps of a round, as places among the training rows; none where no step has rows.</summary>
    public IReadOnlyList<TrainingBatch> Of(int round, int rows, NeuralMemory memory) =>
        settings.LocalSteps == 0 ? Epochs(round, rows) : Steps(round, rows, memory);

    private List<TrainingBatch> Steps(int round, int rows, NeuralMemory memory)
    {
        List<TrainingBatch> batches = [];
        for (int step = 0; step < settings.LocalSteps; step++)
        {
            long place = ((long)round * settings.LocalSteps) + step;
            (int pass, int part) = ((int)(place / Parts), (int)(place % Parts));
            if (memory.Pass != pass || memory.Order.Length != rows)
                (memory.Pass, memory.Order) = (pass, Order(pass, rows));
            (int start, int end) = ((int)((long)part * rows / Parts), (int)((part + 1L) * rows / Parts));
            if (end > start)
                batches.Add(new TrainingBatch(memory.Order[start..end], (double)Parts / rows));
        }

        return batches;
    }

    private List<TrainingBatch> Epochs(int round, int rows)
    {
        List<TrainingBatch> batches = [];
        for (int epoch = 0; epoch < settings.Epochs; epoch++)
        {
            int[] order = Order(((long)round * settings.Epochs) + epoch, rows);
            foreach (int[] part in order.Chunk(settings.Batch))
                batches.Add(new TrainingBatch(part, 1.0 / part.Length));
        }

        return batches;
    }

    private int[] Order(long pass, int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        new SeededStream(Purpose, seed, pass).Shuffle(order);
        return order;
    }
}
