using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>What a member does in a round: trains on its rows, and measures weights on those kept from the model.</summary>
internal sealed class MemberTraining(NeuralSettings settings, NetworkShape shape, InputEncoding encoding, Minibatches minibatches, long seed)
{
    /// <summary>Trains from the weights of a state.</summary>
    /// <param name="trainer">Does it.</param>
    /// <param name="state">Weights, round and control variate.</param>
    /// <param name="rows">The member's.</param>
    /// <param name="rate">Of its steps.</param>
    /// <param name="cancellation">Checked between steps.</param>
    /// <returns>Loss, change of each weight, and the new control variate with SCAFFOLD; zeros where the round has no rows for the member.</returns>
    public (double Loss, float[] Change, float[]? Control) Train(
        ILocalTrainer trainer, NeuralState state, FitRows rows, double rate, CancellationToken cancellation)
    {
        NeuralMemory memory = rows.Memory as NeuralMemory ?? new NeuralMemory();
        rows.Memory = memory;
        bool scaffold = settings.Strategy == Strategy.Scaffold;
        float[]? control = scaffold ? memory.Control(state.Rounds) ?? new float[shape.Count] : null;
        IReadOnlyList<TrainingBatch> batches = rows.Training.Length == 0 ? [] : minibatches.Of(state.Rounds, rows.Training.Length, memory);
        if (batches.Count == 0)
            return (0, new float[shape.Count], control is null ? null : [.. control]);
        TrainingTask task = Task(state.Weights, rows, batches) with
        {
            LearningRate = rate,
            // Members of different size leave out different numbers.
            Seed = new SeededStream("fedmat.neural.dropout", seed, state.Rounds).NextSeed() ^ rows.Training.Length,
            Correction = control is null ? null : Less(state.Control, control),
        };
        TrainedWeights trained = trainer.Train(task, cancellation);
        if (control is null)
            return (trained.Loss, trained.Change, null);
        // Option II of the paper: c_i - c + (x - y_i) / (K rate).
        float[] next = new float[shape.Count];
        for (int i = 0; i < next.Length; i++)
            next[i] = (float)(control[i] - state.Control[i] - (trained.Change[i] / (batches.Count * rate)));
        memory.Keep(state.Rounds, next);
        return (trained.Loss, trained.Change, [.. next]);
    }

    /// <summary>Goes on from common weights with the member's rows alone (fine-tuning).</summary>
    /// <returns>The member's own weights.</returns>
    public float[] Tune(ILocalTrainer trainer, float[] weights, FitRows rows, CancellationToken cancellation)
    {
        TrainingTask task = Task(weights, rows, FineTuning.Batches(rows.Training.Length, seed)) with
        {
            Optimiser = LocalOptimiser.Adamw,
            LearningRate = FineTuning.Rate,
            WeightDecay = FineTuning.WeightDecay,
            Proximal = 0,
            Seed = new SeededStream("fedmat.neural.tuning.dropout", seed).NextSeed(),
        };
        float[] change = trainer.Train(task, cancellation).Change;
        float[] tuned = new float[weights.Length];
        for (int i = 0; i < tuned.Length; i++)
            tuned[i] = weights[i] + change[i];
        return tuned;
    }

    /// <summary>Mean absolute error of weights on a member's held rows, of the standardised target; 0 where it has none.</summary>
    public double Error(float[] weights, FitRows rows)
    {
        (int inputs, int count) = (encoding.Inputs, rows.Held.Length);
        float[] x = new float[count * inputs];
        for (int i = 0; i < count; i++)
            rows.Original.X.AsSpan(rows.Held[i] * inputs, inputs).CopyTo(x.AsSpan(i * inputs));
        double[] predicted = new double[count];
        new NetworkModel(shape, weights, encoding).Predict(x, predicted, new double[count]);
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Math.Abs(predicted[i] - rows.Original.Y[rows.Held[i]]) / encoding.Standardisation.TargetScale;
        return count == 0 ? 0 : sum / count;
    }

    private TrainingTask Task(float[] weights, FitRows rows, IReadOnlyList<TrainingBatch> batches)
    {
        (int[] places, batches) = Gathered(batches, rows.Training.Length);
        int[] chosen = Array.ConvertAll(places, place => rows.Training[place]);
        Dataset data = rows.Original;
        return new TrainingTask
        {
            Shape = shape,
            Weights = weights,
            X = EncodedRows.Of(data, chosen, encoding),
            Y = Array.ConvertAll(chosen, row => encoding.Target(data.Y[row])),
            RowWeights = Array.TrueForAll(chosen, row => data.Weights[row] == 1) ? null : Array.ConvertAll(chosen, row => (float)data.Weights[row]),
            Bounds = Array.TrueForAll(chosen, row => data.Bounds[row] == Censoring.None) ? null : Array.ConvertAll(chosen, row => data.Bounds[row]),
            Batches = batches,
            Loss = settings.Loss,
            Optimiser = settings.LocalOptimiser,
            LearningRate = 1,
            WeightDecay = settings.Server == ServerOptimiser.Adam ? 0 : settings.WeightDecay,
            Dropout = settings.Dropout,
            Proximal = settings.Strategy == Strategy.Fedprox ? settings.Mu : 0,
        };
    }

    /// <summary>The rows that the steps need, and the steps over them: one behind the other where that is fewer than all.</summary>
    private static (int[] Places, IReadOnlyList<TrainingBatch> Batches) Gathered(IReadOnlyList<TrainingBatch> batches, int rows)
    {
        if (batches.Sum(batch => batch.Rows.Length) > rows)
            return ([.. Enumerable.Range(0, rows)], batches);
        List<int> places = [];
        List<TrainingBatch> moved = [];
        foreach (TrainingBatch batch in batches)
        {
            moved.Add(batch with { Rows = [.. Enumerable.Range(places.Count, batch.Rows.Length)] });
            places.AddRange(batch.Rows);
        }

        return ([.. places], moved);
    }

    private static float[] Less(float[] left, float[] right)
    {
        float[] difference = new float[left.Length];
        for (int i = 0; i < difference.Length; i++)
            difference[i] = left[i] - right[i];
        return difference;
    }
}
