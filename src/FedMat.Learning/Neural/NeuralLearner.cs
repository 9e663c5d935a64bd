using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A perceptron trained by federated averaging (McMahan et al., AISTATS 2017): moments of inputs and target once, then rounds of
/// weighted differences of weights, and the hold-out error at the end, on request also in between. Each of them is one sum.
/// A member's weight is its training rows, up to the plan's maximum. The learning rate falls from round to round, the server keeps a
/// momentum (FedAvgM), and the model can be the mean over the last rounds.
/// Limits: up to 2047 members; the weights of members that drop out of a round are not counted in it.
/// </summary>
internal sealed class NeuralLearner : ILearner
{
    public const string WeightsPhase = "weights";
    private const double LossClip = 64;
    private readonly Plan plan;
    private readonly NeuralSettings settings;
    private readonly DataContract contract;
    private readonly ILocalTrainer? trainer;
    private readonly MlpShape shape;
    private readonly MomentSums moments;
    private readonly MetricSums metrics;
    private readonly NeuralStateCodec codec;
    private readonly RoundSpec weightsSpec;

    /// <exception cref="RefusedException">FM207: so many members that a sum could wrap.</exception>
    public NeuralLearner(Plan plan, NeuralSettings settings, DataContract contract, ILocalTrainer? trainer)
    {
        this.plan = plan;
        this.settings = settings;
        this.contract = contract;
        this.trainer = trainer;
        InputScales scales = new(contract);
        shape = new MlpShape(scales.Inputs.Count, settings.Hidden, settings.Activation);
        moments = new MomentSums(scales);
        metrics = new MetricSums(scales);
        codec = new NeuralStateCodec(shape.Inputs, shape.Count, plan.Rounds, settings.Momentum > 0, settings.AverageRounds > 1);
        weightsSpec = WeightsSpec();
        foreach (RoundSpec spec in new[] { moments.Spec, weightsSpec, MetricSums.Spec })
        {
            if (!spec.Holds(plan.Members.Count))
                throw new RefusedException(
                    RefusalCode.SumMayWrap,
                    $"phase '{spec.Phase}' cannot add up {plan.Members.Count} members without wrapping; plan fewer members or a smaller 'maximumWeight'");
        }
    }

    public ModelState Start() => codec.Write(codec.First(shape.Initial(plan.Seed)));

    public RoundSpec? Ask(ModelState state) => codec.Read(state).Phase switch
    {
        NeuralPhase.Moments => moments.Spec,
        NeuralPhase.Weights => weightsSpec,
        NeuralPhase.Metrics => MetricSums.Spec,
        _ => null,
    };

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Inputs != shape.Inputs)
            throw new ArgumentException(
                $"rows of {data.Inputs} inputs where the plan's contract describes {shape.Inputs}", nameof(data));
        if (data.Rows > MomentSums.MostRows)
            throw new RefusedException(
                RefusalCode.DataUnusable, $"{data.Rows} rows; the sums have room for {MomentSums.MostRows} a member");
        NeuralState current = codec.Read(state);
        HoldOut parts = HoldOut.Of(data, plan.Seed, plan.HoldOutFraction);
        return current.Phase switch
        {
            NeuralPhase.Moments => moments.Of(moments.Spec, data, parts.Training),
            NeuralPhase.Weights => Train(current, data, parts.Training, cancellation),
            NeuralPhase.Metrics => Measure(current, data, parts.Held),
            _ => throw new InvalidOperationException("the learner is done: there is nothing to contribute to"),
        };
    }

    public ModelState Advance(ModelState state, RingVector sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        NeuralState current = codec.Read(state);
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("the learner is done: there is no sum to take");
        if (sum.Ring != spec.Ring || sum.Length != spec.Length)
            throw new ArgumentException($"{sum.Length} slots are no sum of phase '{spec.Phase}'", nameof(sum));
        return codec.Write(current.Phase switch
        {
            NeuralPhase.Moments => current with { Phase = NeuralPhase.Weights, Standardisation = moments.ToStandardisation(sum) },
            NeuralPhase.Weights => Move(current, sum),
            _ => current with
            {
                Phase = current.Round == plan.Rounds ? NeuralPhase.Done : NeuralPhase.Weights,
                HoldOut = metrics.ToFigures(sum),
            },
        });
    }

    public LearnerProgress Describe(ModelState state)
    {
        NeuralState current = codec.Read(state);
        return new LearnerProgress(Ask(state)?.Phase ?? "done", current.Round, plan.Rounds, current.TrainLoss, current.HoldOut?.Mae);
    }

    public IModel Model(ModelState state)
    {
        NeuralState current = codec.Read(state);
        if (current.Phase == NeuralPhase.Moments)
            throw new InvalidOperationException("there is no model before the first training round");
        return ModelOf(current);
    }

    private MlpModel ModelOf(NeuralState state) =>
        new(contract, shape, state.ModelWeights, state.Standardisation, (float)settings.InputLimit);

    private LocalVector Train(NeuralState state, Dataset data, int[] rows, CancellationToken cancellation)
    {
        if (trainer is null)
            throw new InvalidOperationException("this learner was made without a trainer: it can advance, but not train");
        (float[] x, float[] y) = state.Standardisation.Rows(data, rows, (float)settings.InputLimit);
        long seed = new SeededStream("fedmat.neural.rows", plan.Seed, state.Round).NextSeed();
        double rate = settings.RateOf(state.Round, plan.Rounds);
        TrainingTask task = new(
            shape, state.Weights, x, y, settings.Loss, settings.Epochs, settings.Batch, rate, settings.WeightDecay, seed);
        TrainedWeights trained = trainer.Train(task, cancellation);
        float[] difference = new float[shape.Count];
        for (int i = 0; i < difference.Length; i++)
            difference[i] = trained.Weights[i] - state.Weights[i];
        int weight = Math.Min(rows.Length, plan.MaximumWeight);
        return new LocalVector(weightsSpec, weight / (double)plan.MaximumWeight)
            .Exact("weight", [weight]).Weighted("loss", [(float)trained.Loss]).Weighted("difference", difference);
    }

    private LocalVector Measure(NeuralState state, Dataset data, int[] rows)
    {
        float[] inputs = new float[rows.Length * shape.Inputs];
        for (int i = 0; i < rows.Length; i++)
            data.X.AsSpan(rows[i] * shape.Inputs, shape.Inputs).CopyTo(inputs.AsSpan(i * shape.Inputs));
        double[] predictions = new double[rows.Length];
        ModelOf(state).Predict(inputs, predictions);
        return metrics.Of(MetricSums.Spec, predictions, Array.ConvertAll(rows, row => data.Y[row]));
    }

    /// <summary>The weights move by the weighted mean of the members' differences, and by a part of the step before.</summary>
    private NeuralState Move(NeuralState state, RingVector sum)
    {
        long weight = sum[0];
        if (weight < 1)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed weight of the members is not positive");
        double share = (double)plan.MaximumWeight / weight;
        double step = weightsSpec.Blocks[2].Step * share;
        float[] moved = new float[shape.Count];
        float[] velocity = new float[state.Velocity.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            double change = sum[2 + i] * step;
            if (velocity.Length > 0)
                change = velocity[i] = (float)((settings.Momentum * state.Velocity[i]) + change);
            moved[i] = (float)(state.Weights[i] + change);
        }

        int round = state.Round + 1;
        bool measure = round == plan.Rounds || (settings.EvaluateEvery > 0 && round % settings.EvaluateEvery == 0);
        return Average(state, moved) with
        {
            Phase = measure ? NeuralPhase.Metrics : NeuralPhase.Weights,
            Round = round,
            TrainLoss = sum[1] * weightsSpec.Blocks[1].Step * share,
            Velocity = velocity,
        };
    }

    /// <summary>The running mean over the last rounds of the plan.</summary>
    private NeuralState Average(NeuralState state, float[] moved)
    {
        if (settings.AverageRounds == 1 || state.Round + settings.AverageRounds < plan.Rounds)
            return state with { Weights = moved };
        int averaged = state.Averaged + 1;
        float[] average = new float[moved.Length];
        for (int i = 0; i < average.Length; i++)
            average[i] = (float)(state.Average[i] + (((double)moved[i] - state.Average[i]) / averaged));
        return state with { Weights = moved, Averaged = averaged, Average = average };
    }

    private RoundSpec WeightsSpec()
    {
        int bits = (int)Ring.Bits32 - 1;
        while (bits > 2 && ((long)plan.Members.Count << (bits - 1)) > int.MaxValue)
            bits--;
        int weightBits = 2;
        while (1L << (weightBits - 1) < plan.MaximumWeight)
            weightBits++;
        return new RoundSpec(
            WeightsPhase,
            Ring.Bits32,
            Block.Whole("weight", 1, weightBits),
            new Block("loss", 1, BlockKind.Weighted, LossClip, bits),
            new Block("difference", shape.Count, BlockKind.Weighted, settings.Clip, bits));
    }
}
