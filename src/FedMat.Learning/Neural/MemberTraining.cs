using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>What a member does in a round: trains on its rows, and measures weights on those kept from the model.</summary>
internal sealed class MemberTraining(
    NeuralSettings settings, NetworkShape shape, InputEncoding encoding, Minibatches minibatches, AuxiliaryRows auxiliary, long seed)
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
        IReadOnlyList<TrainingBatch> batches = NeuralSums.Trained(rows) == 0 ? [] : minibatches.Of(state.Rounds, NeuralSums.Trained(rows), memory);
        if (batches.Count == 0)
            return (0, new float[shape.Count], control is null ? null : [.. control]);
        TrainingTask task = Task(state.Weights, rows, batches) with
        {
            LearningRate = rate,
            // Members of different size leave out different numbers.
            Seed = new SeededStream("fedmat.neural.dropout", seed, state.Rounds).NextSeed() ^ NeuralSums.Trained(rows),
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

    /// <summary>Mean absolute error of weights on a member's held rows, of the standardised target; 0 where it has none. A bound counts where the prediction is on its wrong side.</summary>
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
        {
            double error = predicted[i] - rows.Original.Y[rows.Held[i]];
            sum += BoundedTarget.IsMet(error, rows.Original.Bounds[rows.Held[i]]) ? 0 : Math.Abs(error) / encoding.Standardisation.TargetScale;
        }

        return count == 0 ? 0 : sum / count;
    }

    private TrainingTask Task(float[] weights, FitRows rows, IReadOnlyList<TrainingBatch> batches)
    {
        Dataset data = rows.Original;
        (int[] places, batches) = Gathered(batches, NeuralSums.Trained(rows));
        int[] chosen = Array.ConvertAll(places, place => Row(rows, place));
        float[] counted = Array.ConvertAll(chosen, row => row < data.Rows ? (float)data.Weights[row] : 0);
        return new TrainingTask
        {
            Shape = shape,
            Weights = weights,
            X = Encoded(data, chosen),
            Y = Array.ConvertAll(chosen, row => row < data.Rows ? encoding.Target(data.Y[row]) : 0),
            Auxiliary = auxiliary.Of(data, chosen),
            RowWeights = Array.TrueForAll(counted, weight => weight == 1) ? null : counted,
            Bounds = Bounds(data, chosen),
            Batches = batches,
            Loss = settings.Loss,
            Optimiser = settings.LocalOptimiser,
            LearningRate = 1,
            WeightDecay = settings.Server == ServerOptimiser.Adam ? 0 : settings.WeightDecay,
            Dropout = settings.Dropout,
            Proximal = settings.Strategy == Strategy.Fedprox ? settings.Mu : 0,
        };
    }

    /// <summary>The row at a place among all that are trained on; those without a target are counted on behind those with one.</summary>
    private static int Row(FitRows rows, int place) =>
        place < rows.Training.Length ? rows.Training[place] : rows.Original.Rows + rows.Auxiliary[place - rows.Training.Length];

    private static Censoring[]? Bounds(Dataset data, int[] chosen)
    {
        Censoring[] bounds = Array.ConvertAll(chosen, row => row < data.Rows ? data.Bounds[row] : Censoring.None);
        return Array.TrueForAll(bounds, bound => bound == Censoring.None) ? null : bounds;
    }

    private float[] Encoded(Dataset data, int[] chosen)
    {
        if (Array.TrueForAll(chosen, row => row < data.Rows))
            return EncodedRows.Of(data, chosen, encoding);
        float[] x = new float[chosen.Length * encoding.Width];
        int[] places = [.. Enumerable.Range(0, chosen.Length)];
        Copy(data, Array.FindAll(places, place => chosen[place] < data.Rows), 0);
        Copy(data.Untargeted!, Array.FindAll(places, place => chosen[place] >= data.Rows), data.Rows);
        return x;

        void Copy(Dataset part, int[] own, int first)
        {
            float[] encoded = EncodedRows.Of(part, Array.ConvertAll(own, place => chosen[place] - first), encoding);
            for (int i = 0; i < own.Length; i++)
                encoded.AsSpan(i * encoding.Width, encoding.Width).CopyTo(x.AsSpan(own[i] * encoding.Width));
        }
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
