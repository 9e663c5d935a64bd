using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// What a round adds up. Weights count the rows that the model may see, up to the plan's maximum; weighted numbers are sent in the part of the
/// member's share that those rows are, so that sums over weights are means over rows.
/// </summary>
internal sealed class NeuralSums
{
    public const string TrainingPhase = "weights";
    private const string EvaluationPhase = "evaluation";
    private const string Weight = "weight", Loss = "loss", Difference = "difference", Control = "control", Held = "held", Error = "error";
    private const double LossClip = 64;
    private readonly Plan plan;
    private readonly int bits;
    private readonly int weightBits;

    /// <param name="plan">Members and the maximum weight.</param>
    /// <param name="settings">The clip, and whether there are control variates.</param>
    /// <param name="count">Weights of the network.</param>
    public NeuralSums(Plan plan, NeuralSettings settings, int count)
    {
        this.plan = plan;
        bits = (int)Ring.Bits32 - 1;
        while (bits > 2 && ((long)plan.Members.Count << (bits - 1)) > int.MaxValue)
            bits--;
        weightBits = WeightBits(plan);
        Block[] training = [Exact(Weight), Mean(Loss, 1, LossClip), Mean(Difference, count, settings.Clip)];
        if (settings.Strategy == Strategy.Scaffold)
            training = [.. training, Mean(Control, count, settings.Clip / settings.LearningRate)];
        Block[] evaluation = [Exact(Held), Mean(Error, 1, LossClip)];
        Training = new RoundSpec(TrainingPhase, Ring.Bits32, training);
        Both = new RoundSpec(TrainingPhase, Ring.Bits32, [.. training, .. evaluation]);
        Evaluation = new RoundSpec(EvaluationPhase, Ring.Bits32, evaluation);
    }

    /// <summary>A round of training.</summary>
    public RoundSpec Training { get; }

    /// <summary>A round of training, and the error on held rows before it.</summary>
    public RoundSpec Both { get; }

    /// <summary>The error on held rows.</summary>
    public RoundSpec Evaluation { get; }

    /// <summary>Whether so many members as the plan has can be added up.</summary>
    public static bool Holds(Plan plan) =>
        new RoundSpec(TrainingPhase, Ring.Bits32, Block.Whole(Weight, 1, WeightBits(plan))).Holds(plan.Members.Count);

    /// <summary>Rows that a member trains on: those with the target, and those with auxiliary ones alone.</summary>
    public static int Trained(FitRows rows) => rows.Training.Length + rows.Auxiliary.Length;

    /// <summary>Gives what training came to.</summary>
    /// <param name="vector">Of a spec with training.</param>
    /// <param name="rows">The member's.</param>
    /// <param name="loss">Mean over its training rows.</param>
    /// <param name="change">Of each weight; taken over.</param>
    /// <param name="control">The new control variate, where there is one; taken over.</param>
    public void AddTraining(LocalVector vector, FitRows rows, double loss, float[] change, float[]? control)
    {
        (int weight, float part) = Part(rows, Trained(rows));
        vector.Exact(Weight, [weight]).Weighted(Loss, [Clipped(loss) * part]).Weighted(Difference, Scaled(change, part));
        if (control is not null)
            vector.Weighted(Control, Scaled(control, part));
    }

    /// <summary>Gives the mean absolute error on held rows.</summary>
    public void AddEvaluation(LocalVector vector, FitRows rows, double error)
    {
        (int weight, float part) = Part(rows, rows.Held.Length);
        vector.Exact(Held, [weight]).Weighted(Error, [Clipped(error) * part]);
    }

    /// <summary>The mean over rows of each number of a block.</summary>
    /// <returns>Null where no member had such rows.</returns>
    public double[]? MeanOf(RoundSpec spec, SumSlice sum, NeuralBlock block)
    {
        (string name, string weightName) = block switch
        {
            NeuralBlock.Loss => (Loss, Weight),
            NeuralBlock.Difference => (Difference, Weight),
            NeuralBlock.Control => (Control, Weight),
            _ => (Error, Held),
        };
        long weight = sum[Start(spec, weightName)];
        if (weight < 1)
            return null;
        (int start, Block found) = (Start(spec, name), spec.Blocks.First(one => one.Name == name));
        double unit = found.Step * ((double)plan.MaximumWeight / weight);
        double[] means = new double[found.Length];
        WeightMoves.Scale(sum.Slice(start, means.Length).Numbers, unit, means);
        return means;
    }

    private static int WeightBits(Plan plan)
    {
        int bits = 2;
        while (1L << (bits - 1) < plan.MaximumWeight)
            bits++;
        return bits;
    }

    private static int Start(RoundSpec spec, string name) => spec.Blocks.TakeWhile(block => block.Name != name).Sum(block => block.Length);

    private static float Clipped(double value) => double.IsNaN(value) ? (float)LossClip : (float)Math.Clamp(value, -LossClip, LossClip);

    private static float[] Scaled(float[] values, float factor)
    {
        foreach (ref float value in values.AsSpan())
            value *= factor;
        return values;
    }

    private (int Weight, float Part) Part(FitRows rows, int count)
    {
        int weight = Math.Min(count, plan.MaximumWeight);
        return (weight, (float)(weight / (double)rows.Weight));
    }

    private Block Exact(string name) => Block.Whole(name, 1, weightBits);

    private Block Mean(string name, int length, double clip) => new(name, length, BlockKind.Weighted, clip, bits);
}
