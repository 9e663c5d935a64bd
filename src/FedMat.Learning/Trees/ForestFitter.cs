using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Extremely randomised trees (Geurts, Ernst and Wehenkel, Mach. Learn. 63, 3, 2006) from exact sums of rows and targets: all trees grow level by level in the
/// same sums. In each open node some inputs are tried, each at one threshold drawn from the seed; members add up what lies left of it, and the cut that leaves
/// the smallest squared error is taken. Thresholds are drawn among the quantile bins' within the node's box, not evenly over the range of its rows, which nobody
/// knows. What a member adds are integers, so the forest is the same, to the last bit, as the same learner's on the pooled rows.
/// A missing number is described as 0 with a flag, and a category as one column for each: a cut of the flag or column sets them apart. Rows whose
/// target is a bound are left out.
/// What the sums tell: rows and targets left of each cut that is tried, in every node; a leaf of one row is that row's target. The plan's <c>minimumCell</c> makes
/// such cells hold several rows of a member.
/// Limits: 1,000 trees, 30 levels, 256 bins, weights from 1/64 to 1024 in steps of 1/64.
/// </summary>
internal sealed class ForestFitter : IFitter
{
    private const string Phase = "trees";
    private const string Block = "cells";
    private readonly ForestTerms terms;
    private readonly ForestGrowth growth;
    private readonly ForestCodec codec;

    private ForestFitter(FitContext context, ForestSettings settings)
    {
        terms = new ForestTerms(context, settings);
        growth = new ForestGrowth(terms);
        codec = new ForestCodec(terms);
    }

    public static Candidate Candidate(ForestSettings settings) =>
        new(ForestSettings.LearnerName, settings.Bins, settings.Depth, context => new ForestFitter(context, settings));

    public FitState Start() => ForestState.First;

    public RoundSpec? Ask(FitState state)
    {
        ForestState current = (ForestState)state;
        return current.Stage switch
        {
            ForestStage.Rows => new RoundSpec(Phase, Ring.Bits64, RowTotals.Block),
            ForestStage.Target => Cells(current, 1),
            ForestStage.Grow => Cells(current, terms.Cuts(current).Tried.Length),
            _ => null,
        };
    }

    public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation)
    {
        ForestState current = (ForestState)state;
        LocalVector vector = new(Ask(state) ?? throw new InvalidOperationException("the model is fitted: there is nothing to contribute to"), rows.Share);
        if (current.Stage == ForestStage.Rows)
            return vector.Exact(RowTotals.Block.Name, RowTotals.Of(rows, rows.Measured, MeasuredRows.Of(rows.Rows, rows.Held)));
        if (rows.Memory is not ForestRows remembered || !remembered.IsFor(current.Totals))
            rows.Memory = remembered = new ForestRows(terms, rows, current.Totals);
        return vector.Exact(Block, current.Stage == ForestStage.Target ? remembered.Target() : remembered.Left(current, cancellation));
    }

    public FitState Advance(FitState state, SumSlice sum) => growth.Advance((ForestState)state, sum);

    public IFitted Model(FitState state) => new ForestModel(terms.Scales, terms.Grid, ((ForestState)state).Trees);

    public void Write(FitState state, StateWriter writer) => ForestCodec.Write((ForestState)state, writer);

    public FitState Read(StateReader reader) => codec.Read(reader);

    private RoundSpec Cells(ForestState state, int cells)
    {
        CellPacking packing = terms.Packing(state.Totals);
        return new RoundSpec(Phase, Ring.Bits64, Protocol.Block.Whole(Block, cells * packing.Slots, packing.Bits));
    }
}
