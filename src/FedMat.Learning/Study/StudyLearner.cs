using System.Runtime.CompilerServices;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A whole study as one fold: survey of the rows, quantile bins where a candidate needs them, the fits of each candidate, their errors on rows that they have
/// not seen, the weights of the candidates (stacking: Wolpert, Neural Networks 5, 241, 1992; as a convex mean: van der Laan et al., Super Learner, 2007), and the
/// calibration of intervals. Each candidate is fitted several times side by side, each time without one fold of the rows (cross-fitting), so every row
/// measures a model that has not seen it, and the mean of the models is released.
/// </summary>
internal sealed class StudyLearner : ILearner
{
    private readonly Plan plan;
    private readonly StudySettings settings;
    private readonly DataContract contract;
    private readonly ILocalTrainer? trainer;
    private readonly InputScales scales;
    private readonly SurveySums survey;
    private readonly ScoreSums scores;
    private readonly CalibrationSums calibration;
    private readonly StudyCodec codec;
    private readonly ConditionalWeakTable<Dataset, MemberRows> members = [];
    private readonly ConditionalWeakTable<Preparation, IFitter[][]> fitters = [];
    private volatile Known? latest;

    /// <exception cref="RefusedException">FM207: so many members that a sum could wrap.</exception>
    public StudyLearner(Plan plan, StudySettings settings, DataContract contract, ILocalTrainer? trainer)
    {
        this.plan = plan;
        this.settings = settings;
        this.contract = contract;
        this.trainer = trainer;
        scales = new InputScales(contract);
        survey = new SurveySums(scales, plan.MinimumCell);
        scores = new ScoreSums(scales, settings.Candidates.Count);
        calibration = new CalibrationSums(scales, settings.HasClasses);
        codec = new StudyCodec(scales.Inputs.Count, scales.Auxiliary.Count, settings, Fitter);
        if (!survey.Spec.Holds(plan.Members.Count))
            throw new RefusedException(RefusalCode.SumMayWrap, $"the sums cannot add up {plan.Members.Count} members without wrapping; plan fewer members");
    }

    public ModelState Start() => Write(StudyState.First);

    public RoundSpec? Ask(ModelState state)
    {
        StudyState current = Read(state);
        return current.Phase switch
        {
            StudyPhase.Survey => survey.Spec,
            StudyPhase.Bins => BinSums.Spec(current.Grid!),
            StudyPhase.Fit => Asks(current).Spec,
            StudyPhase.Scores => scores.Spec,
            StudyPhase.Calibration => calibration.Spec,
            _ => null,
        };
    }

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Inputs != scales.Inputs.Count)
            throw new ArgumentException($"rows of {data.Inputs} inputs where the plan's contract describes {scales.Inputs.Count}", nameof(data));
        StudyState current = Read(state);
        MemberRows rows = members.GetValue(data, key => new MemberRows(key, plan, settings, cancellation));
        return current.Phase switch
        {
            StudyPhase.Survey => survey.Of(survey.Spec, rows.Measured),
            StudyPhase.Bins => BinSums.Of(current.Grid!, rows.Measured),
            StudyPhase.Fit => Fit(current, rows, cancellation),
            StudyPhase.Scores => scores.Of(rows, Unseen(current, rows), current.Scores),
            StudyPhase.Calibration => calibration.Of(rows, Unseen(current, rows), current),
            _ => throw new InvalidOperationException("the learner is done: there is nothing to contribute to"),
        };
    }

    public ModelState Advance(ModelState state, RingVector sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        StudyState current = Read(state);
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("the learner is done: there is no sum to take");
        if (sum.Ring != spec.Ring || sum.Length != spec.Length)
            throw new ArgumentException($"{sum.Length} slots are no sum of phase '{spec.Phase}'", nameof(sum));
        return Write(current.Phase switch
        {
            StudyPhase.Survey => Surveyed(survey.ToSurvey(SumSlice.All(sum))),
            StudyPhase.Bins => Counted(current, BinSums.ToCounts(SumSlice.All(sum))),
            StudyPhase.Fit => Fitted(current, sum),
            StudyPhase.Scores => Scored(current with { Scores = scores.ToScores(SumSlice.All(sum), current.Scores) }),
            _ => current with { Phase = StudyPhase.Done, Calibration = calibration.ToCalibration(SumSlice.All(sum)) },
        });
    }

    public LearnerProgress Describe(ModelState state)
    {
        StudyState current = Read(state);
        string phase = Ask(state)?.Phase ?? "done";
        int round = current.Fits.Sum(models => models.Max(fit => fit.Round));
        double? loss = current.Fits.Count == 0 ? null : Loss(current.Fits[^1]);
        return new LearnerProgress(phase, round, settings.Candidates.Sum(candidate => candidate.Rounds), loss, current.Calibration?.Figures?.Mae);
    }

    public IModel Model(ModelState state)
    {
        StudyState current = Read(state);
        return current.Phase == StudyPhase.Done
            ? ModelOf(current)
            : throw new InvalidOperationException("there is no model before the study's last sum");
    }

    /// <summary>The study's models after they went on learning from a member's own rows, for the member alone.</summary>
    /// <param name="state">Of a finished study.</param>
    /// <param name="data">The member's rows. The model that leaves out a fold does so here, too.</param>
    /// <param name="cancellation">Ends the work soon after.</param>
    /// <returns>A state of the member's own; null where no model of the study can be tuned.</returns>
    public ModelState? Tune(ModelState state, Dataset data, CancellationToken cancellation)
    {
        StudyState current = Read(state);
        int[] tuned = [.. Enumerable.Range(0, settings.Candidates.Count).Where(
            candidate => current.Scores!.Weights[candidate] > 0 && Fitter(current.Prepared, candidate, 0) is ITunable)];
        if (tuned.Length == 0)
            return null;
        MemberRows rows = new(data, plan, settings, cancellation);
        FitState[][] fits = [.. current.Fits.Select(models => models.ToArray())];
        EachModel.Do(tuned.Length * settings.Models, place =>
        {
            (int candidate, int model) = (tuned[place / settings.Models], place % settings.Models);
            fits[candidate][model] = ((ITunable)Fitter(current.Prepared, candidate, model)).Tune(fits[candidate][model], rows.View(candidate, model), cancellation);
        });
        return codec.Write(current with { Fits = fits });
    }

    private StudyModel ModelOf(StudyState state) => new(plan, contract, [.. state.Fits.Select((_, candidate) => Predictors(state, candidate))], state);

    private IFitted[] Predictors(StudyState state, int candidate) =>
        [.. state.Fits[candidate].Select((fit, model) => Predictor(Fitter(state.Prepared, candidate, model).Model(fit)))];

    private IFitted Predictor(IFitted model) => !settings.HasClasses ? model
        : model is IAuxiliaryFitted auxiliary ? new AuxiliaryProbability(auxiliary) : new Probability(model);

    private IFitter Fitter(Preparation preparation, int candidate, int model) => fitters.GetValue(preparation, Fitters)[candidate][model];

    private IFitter[][] Fitters(Preparation preparation) =>
    [
        .. settings.Candidates.Select((candidate, place) => Enumerable.Range(0, settings.Models).Select(model => candidate.Fitter(
            new FitContext(plan, contract, preparation, SeedOf(place, model), trainer))).ToArray()),
    ];

    private long SeedOf(int candidate, int model) =>
        new SeededStream("fedmat.study.models", plan.Seed, ((long)candidate << 32) + model).NextSeed();

    private SideBySide Asks(StudyState state) => new(
        settings.Candidates[state.Candidate].Name,
        [.. state.Fits[state.Candidate].Select((fit, model) => Fitter(state.Prepared, state.Candidate, model).Ask(fit))]);

    private LocalVector Fit(StudyState state, MemberRows rows, CancellationToken cancellation) => Asks(state).Join(
        rows.View(state.Candidate, 0).Share,
        model => Fitter(state.Prepared, state.Candidate, model).Contribute(state.Fits[state.Candidate][model], rows.View(state.Candidate, model), cancellation));

    private StudyState Surveyed(Survey found)
    {
        StudyState state = StudyState.First with { Survey = found };
        return settings.Candidates.Any(candidate => candidate.Bins > 0)
            ? state with { Phase = StudyPhase.Bins, Grid = BinGrid.First(found.Standardisation) }
            : Begin(state with { Preparation = new Preparation(found, [.. scales.Inputs.Select(_ => Array.Empty<float>())]) }, 0);
    }

    private StudyState Counted(StudyState state, long[] counts) => state.Count + 1 < BinSums.Counts
        ? state with { Count = state.Count + 1, Grid = state.Grid!.Refine(counts) }
        : Begin(state with { Grid = null, Preparation = new Preparation(state.Survey!, state.Grid!.Thresholds(counts, settings.Candidates.Max(one => one.Bins))) }, 0);

    private StudyState Fitted(StudyState state, RingVector sum)
    {
        SideBySide asks = Asks(state);
        FitState[] fits = [.. state.Fits[state.Candidate]];
        EachModel.Do(fits.Length, model =>
        {
            if (asks.Has(model))
                fits[model] = Fitter(state.Prepared, state.Candidate, model).Advance(fits[model], asks.Of(sum, model));
        });

        StudyState moved = state with { Fits = [.. state.Fits.Take(state.Candidate), fits] };
        return IsFitted(moved) ? Begin(moved, state.Candidate + 1) : moved;
    }

    /// <summary>Goes on with the first candidate from the given one on that has something to ask.</summary>
    private StudyState Begin(StudyState state, int candidate)
    {
        for (; candidate < settings.Candidates.Count; candidate++)
        {
            FitState[] starts = [.. Enumerable.Range(0, settings.Models).Select(model => Fitter(state.Prepared, candidate, model).Start())];
            state = state with { Phase = StudyPhase.Fit, Candidate = candidate, Fits = [.. state.Fits, starts] };
            if (!IsFitted(state))
                return state;
        }

        return state with { Phase = StudyPhase.Scores };
    }

    private StudyState Scored(StudyState state) =>
        settings.Candidates.Count > 1 && state.Scores!.Passes < ScoreSums.MostPasses ? state : state with { Phase = StudyPhase.Calibration };

    private bool IsFitted(StudyState state) => state.Fits[state.Candidate]
        .Select((fit, model) => Fitter(state.Prepared, state.Candidate, model).Ask(fit)).All(ask => ask is null);

    /// <summary>What each candidate predicts for the rows that its model of the same fold has not seen.</summary>
    private UnseenRows Unseen(StudyState state, MemberRows rows) =>
        rows.Unseen(state.Fits, () => [.. state.Fits.Select((_, candidate) => Predictors(state, candidate))]);

    /// <summary>The mean over the models that have one.</summary>
    private static double? Loss(FitState[] models)
    {
        (double sum, int count) = (0, 0);
        foreach (double loss in models.Select(fit => fit.TrainLoss).OfType<double>())
            (sum, count) = (sum + loss, count + 1);
        return count == 0 ? null : sum / count;
    }

    private ModelState Write(StudyState state)
    {
        ModelState bytes = codec.Write(state);
        latest = new Known(bytes, state);
        return bytes;
    }

    /// <summary>States are read once for each sum; the latest is remembered.</summary>
    private StudyState Read(ModelState bytes)
    {
        if (latest is { } known && (ReferenceEquals(known.Bytes, bytes) || known.Bytes.Hash == bytes.Hash))
            return known.State;
        StudyState state = codec.Read(bytes);
        latest = new Known(bytes, state);
        return state;
    }

    private sealed record Known(ModelState Bytes, StudyState State);
}
