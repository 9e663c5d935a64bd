using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A network trained by sums of members' changes of its weights, weighted by their rows up to the plan's maximum: federated averaging and its kin
/// (<see cref="Strategy"/>, <see cref="ServerOptimiser"/>), down to single minibatch steps, which are distributed minibatch descent. Limits: members
/// that drop out of a round are not counted in it. A SCAFFOLD round takes the mean of the control variates of who took part; in the paper those of
/// the others stay in it, which is the same when nobody drops out.
/// </summary>
internal sealed class NeuralFitter : IFitter, ITunable
{
    private readonly FitContext context;
    private readonly NeuralSettings settings;
    private readonly int rounds;
    private readonly NetworkShape shape;
    private readonly InputEncoding encoding;
    private readonly NeuralSums sums;
    private readonly ServerStep server;
    private readonly WeightAverage average;
    private readonly EarlyStop stop;
    private readonly NeuralCodec codec;
    private readonly MemberTraining training;

    private NeuralFitter(FitContext context, NeuralSettings settings)
    {
        this.context = context;
        this.settings = settings;
        rounds = RoundsOf(settings, context.Plan);
        encoding = Encoding(context, settings);
        shape = Shape(encoding, settings);
        sums = new NeuralSums(context.Plan, settings, shape.Count);
        server = new ServerStep(settings, shape, rounds);
        average = new WeightAverage(settings, rounds);
        stop = new EarlyStop(settings, rounds);
        codec = new NeuralCodec(settings, shape, server, average, stop, rounds);
        training = new MemberTraining(
            settings, shape, encoding, new Minibatches(settings, context.Seed, context.Preparation.Survey.Rows),
            new AuxiliaryRows(context.Preparation.Survey, encoding, settings.AuxiliaryWeight), context.Seed);
    }

    /// <exception cref="FormatException">The network wants a composition, and the contract describes none; the message says what to do.</exception>
    /// <exception cref="RefusedException">FM207: so many members that a sum could wrap.</exception>
    public static Candidate Candidate(NeuralSettings settings, Plan plan)
    {
        if (!NeuralSums.Holds(plan))
            throw new RefusedException(
                RefusalCode.SumMayWrap,
                $"phase '{NeuralSums.TrainingPhase}' cannot add up {plan.Members.Count} members without wrapping; plan fewer members or a smaller 'maximumWeight'");
        if (settings.Network == NetworkKind.Attention)
            TokenColumns.Require(DataContract.Parse(plan.Contract.Text, "the plan's contract"));
        return new Candidate(NeuralSettings.LearnerName, settings.Ranks, RoundsOf(settings, plan), context => new NeuralFitter(context, settings));
    }

    public FitState Start() => codec.Start(context.Seed);

    public RoundSpec? Ask(FitState state)
    {
        NeuralState current = (NeuralState)state;
        if (current.Finished || (current.Rounds == rounds && !stop.Measures))
            return null;
        return current.Rounds == rounds ? sums.Evaluation : stop.IsDue(current) ? sums.Both : sums.Training;
    }

    public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation)
    {
        NeuralState current = (NeuralState)state;
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("this model is fitted: there is nothing to contribute to");
        LocalVector vector = new(spec, rows.Share);
        if (current.Rounds < rounds)
        {
            ILocalTrainer trainer = context.Trainer
                ?? throw new InvalidOperationException("this learner was made without a trainer: it can advance, but not train");
            (double loss, float[] change, float[]? control) = training.Train(trainer, current, rows, RateOf(current), cancellation);
            sums.AddTraining(vector, rows, loss, change, control);
        }

        if (stop.IsDue(current))
            sums.AddEvaluation(vector, rows, training.Error(current.Candidate, rows));
        return vector;
    }

    public FitState Advance(FitState state, SumSlice sum)
    {
        NeuralState current = (NeuralState)state;
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("this model is fitted: there is no sum to take");
        if (stop.IsDue(current))
            current = stop.Judge(current, sums.MeanOf(spec, sum, NeuralBlock.Error)?[0]);
        return current.Finished ? current : average.Add(Trained(current, spec, sum));
    }

    public IFitted Model(FitState state)
    {
        NeuralState current = (NeuralState)state;
        return new NetworkModel(shape, current.Best?.Weights ?? current.Candidate, encoding);
    }

    public FitState Tune(FitState state, FitRows rows, CancellationToken cancellation)
    {
        NeuralState current = (NeuralState)state;
        ILocalTrainer trainer = context.Trainer ?? throw new InvalidOperationException("this learner was made without a trainer: it cannot tune");
        if (rows.Training.Length == 0)
            return state;
        float[] weights = training.Tune(trainer, current.Best?.Weights ?? current.Candidate, rows, cancellation);
        return current with { Weights = weights, Averaged = 0, Best = current.Best is { } best ? best with { Weights = weights } : null };
    }

    public void Write(FitState state, StateWriter writer) => codec.Write((NeuralState)state, writer);

    public FitState Read(StateReader reader) => codec.Read(reader);

    private static InputEncoding Encoding(FitContext context, NeuralSettings settings)
    {
        Standardisation scales = context.Preparation.Survey.Standardisation;
        TokenColumns? columns = settings.Network == NetworkKind.Attention ? TokenColumns.Of(context.Contract, scales) : null;
        return new InputEncoding(scales, settings.Ranks > 0 ? context.Preparation.Thresholds : null, (float)settings.InputLimit, columns)
        {
            Auxiliary = context.Preparation.Survey.Auxiliary,
        };
    }

    private static NetworkShape Shape(InputEncoding encoding, NeuralSettings settings)
    {
        NetworkShape shape = encoding.Columns is { } columns
            ? new AttentionShape(
                columns.Tokens, encoding.Width - columns.Tokens.Count, settings.Width, settings.Heads, settings.Blocks, settings.Hidden, settings.Activation)
            : new MlpShape(encoding.Width, settings.Hidden, settings.Activation);
        return shape with { Outputs = 1 + encoding.Auxiliary.Count };
    }

    private static int RoundsOf(NeuralSettings settings, Plan plan) => settings.Rounds > 0 ? settings.Rounds : plan.Rounds;

    /// <summary>Where no member has rows to train on, nothing moves.</summary>
    private NeuralState Trained(NeuralState state, RoundSpec spec, SumSlice sum)
    {
        if (sums.MeanOf(spec, sum, NeuralBlock.Difference) is not { } change)
            return state with { Rounds = state.Rounds + 1, Loss = state.Loss ?? 0 };
        NeuralState moved = server.Apply(state, change) with { Rounds = state.Rounds + 1, Loss = sums.MeanOf(spec, sum, NeuralBlock.Loss)![0] };
        return settings.Strategy == Strategy.Scaffold
            ? moved with { Control = Array.ConvertAll(sums.MeanOf(spec, sum, NeuralBlock.Control)!, value => (float)value) }
            : moved;
    }

    private double RateOf(NeuralState state) => settings.Server == ServerOptimiser.Adam
        ? settings.LearningRate
        : settings.LearningRate * RateSchedule.Of(settings, state.Rounds, rounds);
}
