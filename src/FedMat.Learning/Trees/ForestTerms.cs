using System.Runtime.CompilerServices;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>What is fixed for all trees of a forest: settings, cuts, how targets become integers.</summary>
internal sealed class ForestTerms
{
    private readonly int members;
    private readonly ConditionalWeakTable<ForestState, ForestCuts> tried = [];

    public ForestTerms(FitContext context, ForestSettings settings)
    {
        Settings = settings;
        Seed = context.Seed;
        members = context.Plan.Members.Count;
        Grid = new CutGrid(context.Preparation.Thresholds, settings.Bins, []);
        Scales = context.Preparation.Survey.Standardisation;
        MinimumLeaf = Math.Max(settings.MinimumLeaf, context.Plan.MinimumCell);
        MostRows = (long)Math.Max(1, members) * SurveySums.MostRows;
        // No value is farther from the mean of n than √n deviations.
        Bound = Elementary.PowerOfTwo(Elementary.Exponent(Math.Sqrt(context.Preparation.Survey.Rows)) + 1);
    }

    public ForestSettings Settings { get; }

    public long Seed { get; }

    public CutGrid Grid { get; }

    public Standardisation Scales { get; }

    public int MinimumLeaf { get; }

    /// <summary>That a sum may count.</summary>
    public long MostRows { get; }

    /// <summary>A power of two above every standardised target.</summary>
    public double Bound { get; }

    /// <summary>Whether sums over such rows have room.</summary>
    public bool Holds(RowTotals totals) => CellPacking.Holds(totals, constantHessian: true, members);

    /// <exception cref="RefusedException">FM207: there is no room.</exception>
    public CellPacking Packing(RowTotals totals) => new(totals, constantHessian: true, members);

    public LeafValues Values(CellPacking packing) => new(0, packing.GradientUnit * Bound, packing.HessianUnit);

    public bool CanCut(ForestNode node) => node.Depth < Settings.Depth && node.Sums.Count >= 2 * (long)MinimumLeaf;

    /// <summary>What a state tries next.</summary>
    public ForestCuts Cuts(ForestState state) => tried.GetValue(state, key => ForestCuts.Of(this, key));
}
