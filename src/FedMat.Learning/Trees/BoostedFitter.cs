using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Gradient-boosted trees (Chen and Guestrin, XGBoost, KDD 2016) from exact sums of gradients, hessians and rows over quantile bins (Ke et al., LightGBM,
/// NIPS 2017), all open nodes of a level in one sum. What a member adds are integers, so the model is the same, to the last bit, as the same learner's on the pooled rows.
/// Of two siblings the one with fewer rows is summed, and the other is what is left of their parent.
/// A missing number is described as 0 with a flag, and a cut of the flag sets it apart. A category is cut in two sets of values (<see cref="CategorySearch"/>); where
/// minimumCell groups rows, by the value that most rows of a group have.
/// What the sums tell: rows, gradients and hessians of every bin of every input that a tree may cut, in every node that is cut or tried. With the public model a
/// gradient tells a residual, so a cell that holds one row discloses its target; the plan's <c>minimumCell</c> makes such cells hold several rows of a member. Then the
/// loss is one whose gradient is linear in the target, and rows whose target is a bound are left out.
/// Limits: 256 bins, 63 values of a category (more are cut one by one), 12 levels, weights from 1/64 to 1024 in steps of 1/64; losses as <see cref="BoostedLoss"/>.
/// </summary>
internal sealed class BoostedFitter : IFitter
{
    private readonly BoostedTerms terms;
    private readonly BoostedSlots slots;
    private readonly BoostedGrowth growth;
    private readonly BoostedCodec codec;

    private BoostedFitter(FitContext context, BoostedSettings settings)
    {
        terms = new BoostedTerms(context, settings);
        slots = new BoostedSlots(terms);
        growth = new BoostedGrowth(terms, slots);
        codec = new BoostedCodec(terms, slots);
    }

    /// <exception cref="FormatException">A direction for an input that the contract does not describe, or a loss that does not go with the plan's groups.</exception>
    public static Candidate Candidate(BoostedSettings settings, Plan plan)
    {
        if (plan.MinimumCell > 1 && settings.Loss is not (BoostedLossKind.Squared or BoostedLossKind.Logistic))
            throw new FormatException(
                "learner: 'loss' is squared or logistic where 'minimumCell' is above 1: with the others the sums over a group of rows tell single targets; "
                + "take one of these two, or a 'minimumCell' of 1");
        if (settings.Monotone.Count > 0)
            RequireInputs(settings, plan);
        return new Candidate(BoostedSettings.LearnerName, settings.Bins, settings.RoundsOf(plan), context => new BoostedFitter(context, settings))
        {
            NeedsClasses = settings.Loss == BoostedLossKind.Logistic,
        };
    }

    public FitState Start() => BoostedState.First;

    public RoundSpec? Ask(FitState state) => slots.Spec((BoostedState)state);

    public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation)
    {
        BoostedState current = (BoostedState)state;
        RoundSpec spec = slots.Spec(current) ?? throw new InvalidOperationException("the model is fitted: there is nothing to contribute to");
        LocalVector vector = new(spec, rows.Share);
        if (terms.Loss.IsLogistic && current.Stage == BoostedStage.Rows)
            BoostedRows.RequireClasses(rows.Original);
        if (current.Stage == BoostedStage.Rows)
            return vector.Exact(RowTotals.Block.Name, RowTotals.Of(rows, rows.Summed, rows.Held));
        BoostedRows remembered = rows.Memory as BoostedRows ?? new BoostedRows(terms, rows);
        rows.Memory = remembered;
        if (slots.HasError(current))
            vector = vector.Exact(BoostedSlots.Error, remembered.Error(current));
        return current.Stage == BoostedStage.Judge
            ? vector
            : vector.Exact(BoostedSlots.Cells, remembered.Histograms(current, spec.Blocks[^1].Length, slots.Sizes(current), cancellation));
    }

    public FitState Advance(FitState state, SumSlice sum) => growth.Advance((BoostedState)state, sum);

    public IFitted Model(FitState state) => new BoostedModel(terms.Loss, terms.Grid, ((BoostedState)state).Trees);

    public void Write(FitState state, StateWriter writer) => BoostedCodec.Write((BoostedState)state, writer);

    public FitState Read(StateReader reader) => codec.Read(reader);

    private static void RequireInputs(BoostedSettings settings, Plan plan)
    {
        DescriptorSet descriptors;
        try
        {
            descriptors = DescriptorSet.For(DataContract.Parse(plan.Contract.Text, "the plan's contract"));
        }
        catch (InputException)
        {
            // Whoever reads the plan refuses its contract in words of its own.
            return;
        }

        string[] values = [.. descriptors.Categories.SelectMany(category => descriptors.Names.Skip(category.Start).Take(category.Values))];
        if (settings.Monotone.Keys.FirstOrDefault(name => !descriptors.Names.Contains(name)) is { } unknown)
            throw new FormatException($"learner: 'monotone' names '{unknown}', which the contract does not describe");
        if (settings.Monotone.Keys.FirstOrDefault(values.Contains) is { } value)
            throw new FormatException($"learner: 'monotone' names '{value}', which is a value of a category: that has no direction");
    }
}
