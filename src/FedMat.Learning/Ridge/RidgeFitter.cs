using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Bayesian ridge regression (MacKay, Neural Computation 4, 415, 1992; Bishop, Pattern Recognition and Machine Learning, section 3.5) on standardised descriptors or
/// on random Fourier features of them (<see cref="FourierFeatures"/>). One exact sum of a Gram matrix for each length scale; the rest is public arithmetic: the
/// federated model is that of the pooled rows to the last bit. Row weights count; rows whose target is a bound are left out.
/// Limits: 2048 features (the time grows with their cube; 512 take a second); <see cref="GramSums"/>.
/// </summary>
internal sealed class RidgeFitter : IFitter
{
    private readonly RidgeSettings settings;
    private readonly Standardisation standardisation;
    private readonly Lazy<IFeatureMap>[] maps;

    private RidgeFitter(FitContext context, RidgeSettings settings)
    {
        this.settings = settings;
        standardisation = context.Preparation.Survey.Standardisation;
        maps = [.. Enumerable.Range(0, Sums(settings)).Select(place => new Lazy<IFeatureMap>(() => Map(context.Seed, place)))];
    }

    /// <exception cref="RefusedException">FM207: so many members that a sum could wrap.</exception>
    public static Candidate Candidate(RidgeSettings settings, Plan plan)
    {
        if (plan.Members.Count > GramSums.MostMembers)
            throw new RefusedException(
                RefusalCode.SumMayWrap,
                $"the Gram sums cannot add up {plan.Members.Count} members without wrapping; plan {GramSums.MostMembers} at the most");
        return new Candidate(RidgeSettings.LearnerName, Bins: 0, Sums(settings), context => new RidgeFitter(context, settings));
    }

    public FitState Start() => new RidgeState(0, RidgePosterior.Nothing);

    public RoundSpec? Ask(FitState state) => state.Round < maps.Length ? GramSums.SpecOf(maps[state.Round].Value.Count) : null;

    public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation) => Gram(state).Of(rows, cancellation);

    public FitState Advance(FitState state, SumSlice sum)
    {
        RidgeState current = (RidgeState)state;
        RidgePosterior found = RidgePosterior.Of(Gram(state).ToGram(sum), current.Sums);
        bool better = current.Sums == 0 || found.Evidence > current.Best.Evidence;
        return new RidgeState(current.Sums + 1, better ? found : current.Best);
    }

    public IFitted Model(FitState state)
    {
        RidgePosterior best = ((RidgeState)state).Best;
        return new RidgeModel(best, maps[best.LengthScale].Value, standardisation, (float)settings.InputLimit);
    }

    public void Write(FitState state, StateWriter writer)
    {
        RidgeState current = (RidgeState)state;
        current.Best.Write(writer.Int32(current.Sums));
    }

    public FitState Read(StateReader reader)
    {
        int sums = reader.Below(maps.Length, "the number of sums");
        return new RidgeState(sums, RidgePosterior.Read(reader, maps[0].Value.Count, maps.Length));
    }

    private static int Sums(RidgeSettings settings) => settings.Features == 0 ? 1 : settings.LengthScales.Count;

    private GramSums Gram(FitState state) => new(maps[state.Round].Value, standardisation, settings.InputLimit);

    private IFeatureMap Map(long seed, int place)
    {
        if (settings.Features == 0)
            return new DescriptorFeatures(standardisation, settings.InputLimit);
        int used = standardisation.InverseScales.Count(scale => scale > 0);
        return new FourierFeatures(standardisation.Means.Length, used, settings, settings.LengthScales[place], seed);
    }
}
