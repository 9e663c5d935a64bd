using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A perceptron trained by federated averaging (McMahan et al., AISTATS 2017): rounds of weighted differences of weights, each one sum.
/// A member's weight is its rows, up to the plan's maximum. The learning rate falls from round to round, the server keeps a
/// momentum (FedAvgM), and the model can be the mean over the last rounds.
/// Limits: up to 2047 members; the weights of members that drop out of a round are not counted in it.
/// </summary>
internal sealed class NeuralFitter : IFitter
{
    private const string WeightsPhase = "weights";
    private const double LossClip = 64;
    private readonly FitContext context;
    private readonly NeuralSettings settings;
    private readonly Standardisation standardisation;
    private readonly MlpShape shape;
    private readonly RoundSpec spec;

    private NeuralFitter(FitContext context, NeuralSettings settings)
    {
        this.context = context;
        this.settings = settings;
        standardisation = context.Preparation.Survey.Standardisation;
        shape = new MlpShape(standardisation.Means.Length, settings.Hidden, settings.Activation);
        spec = Spec();
    }

    /// <exception cref="RefusedException">FM207: so many members that a sum could wrap.</exception>
    public static Candidate Candidate(NeuralSettings settings, Plan plan)
    {
        if (!Weight(plan).Holds(plan.Members.Count))
            throw new RefusedException(
                RefusalCode.SumMayWrap,
                $"phase '{WeightsPhase}' cannot add up {plan.Members.Count} members without wrapping; plan fewer members or a smaller 'maximumWeight'");
        return new Candidate(NeuralSettings.LearnerName, Bins: 0, plan.Rounds, context => new NeuralFitter(context, settings));
    }

    public FitState Start() => new NeuralState(
        0, null, shape.Initial(context.Seed), new float[settings.Momentum > 0 ? shape.Count : 0], 0, new float[settings.AverageRounds > 1 ? shape.Count : 0]);

    public RoundSpec? Ask(FitState state) => state.Round < context.Plan.Rounds ? spec : null;

    public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation)
    {
        NeuralState current = (NeuralState)state;
        if (rows.Training.Length == 0)
            return new LocalVector(spec, rows.Share).Exact("weight", [0]).Weighted("loss", [0]).Weighted("difference", new float[shape.Count]);
        ILocalTrainer trainer = context.Trainer
            ?? throw new InvalidOperationException("this learner was made without a trainer: it can advance, but not train");
        (float[] x, float[] y) = standardisation.Rows(rows.Original, rows.Training, (float)settings.InputLimit);
        long seed = new SeededStream("fedmat.neural.rows", context.Seed, state.Round).NextSeed();
        double rate = settings.RateOf(state.Round, context.Plan.Rounds);
        TrainingTask task = new(
            shape, current.Weights, x, y, settings.Loss, settings.Epochs, settings.Batch, rate, settings.WeightDecay, seed);
        TrainedWeights trained = trainer.Train(task, cancellation);
        float[] difference = new float[shape.Count];
        for (int i = 0; i < difference.Length; i++)
            difference[i] = trained.Weights[i] - current.Weights[i];
        return new LocalVector(spec, rows.Share)
            .Exact("weight", [rows.Weight]).Weighted("loss", [(float)trained.Loss]).Weighted("difference", difference);
    }

    /// <summary>The weights move by the weighted mean of the members' differences, and by a part of the step before.</summary>
    public FitState Advance(FitState state, SumSlice sum)
    {
        NeuralState current = (NeuralState)state;
        // Where no member has rows to train on, nothing moves.
        double share = sum[0] < 1 ? 0 : (double)context.Plan.MaximumWeight / sum[0];
        double step = spec.Blocks[2].Step * share;
        float[] moved = new float[shape.Count];
        float[] velocity = new float[current.Velocity.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            double change = sum[2 + i] * step;
            if (velocity.Length > 0)
                change = velocity[i] = (float)((settings.Momentum * current.Velocity[i]) + change);
            moved[i] = (float)(current.Weights[i] + change);
        }

        double loss = sum[1] * spec.Blocks[1].Step * share;
        return Average(current, moved) with { Rounds = current.Rounds + 1, Loss = loss, Velocity = velocity };
    }

    public IFitted Model(FitState state) => new MlpModel(shape, ((NeuralState)state).ModelWeights, standardisation, (float)settings.InputLimit);

    public void Write(FitState state, StateWriter writer)
    {
        NeuralState current = (NeuralState)state;
        writer.Int32(current.Rounds).Real(current.Loss ?? 0).Singles(current.Weights).Singles(current.Velocity).Int32(current.Averaged).Singles(current.Average);
    }

    public FitState Read(StateReader reader)
    {
        int round = reader.Below(context.Plan.Rounds, "the round");
        double loss = reader.Real();
        float[] weights = reader.Singles(shape.Count);
        float[] velocity = reader.Singles(settings.Momentum > 0 ? shape.Count : 0);
        int averaged = reader.Below(settings.AverageRounds > 1 ? round : 0, "the averaged rounds");
        return new NeuralState(round, round > 0 ? loss : null, weights, velocity, averaged, reader.Singles(settings.AverageRounds > 1 ? shape.Count : 0));
    }

    /// <summary>The running mean over the last rounds of the plan.</summary>
    private NeuralState Average(NeuralState state, float[] moved)
    {
        if (settings.AverageRounds == 1 || state.Rounds + settings.AverageRounds < context.Plan.Rounds)
            return state with { Weights = moved };
        int averaged = state.Averaged + 1;
        float[] average = new float[moved.Length];
        for (int i = 0; i < average.Length; i++)
            average[i] = (float)(state.Average[i] + (((double)moved[i] - state.Average[i]) / averaged));
        return state with { Weights = moved, Averaged = averaged, Average = average };
    }

    private RoundSpec Spec()
    {
        int bits = (int)Ring.Bits32 - 1;
        while (bits > 2 && ((long)context.Plan.Members.Count << (bits - 1)) > int.MaxValue)
            bits--;
        return new RoundSpec(
            WeightsPhase,
            Ring.Bits32,
            Weight(context.Plan).Blocks[0],
            new Block("loss", 1, BlockKind.Weighted, LossClip, bits),
            new Block("difference", shape.Count, BlockKind.Weighted, settings.Clip, bits));
    }

    private static RoundSpec Weight(Plan plan)
    {
        int bits = 2;
        while (1L << (bits - 1) < plan.MaximumWeight)
            bits++;
        return new RoundSpec(WeightsPhase, Ring.Bits32, Block.Whole("weight", 1, bits));
    }
}
