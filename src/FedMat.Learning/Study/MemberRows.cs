using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>A member's rows as a plan's models see them.</summary>
internal sealed class MemberRows
{
    private readonly FitRows[][] views;
    private (IReadOnlyList<FitState[]> Fits, UnseenRows Rows)? unseen;

    /// <param name="original">The member's rows as they are.</param>
    /// <param name="plan">Grouping, folds and the bound of a member's share.</param>
    /// <param name="settings">Candidates, their models, and folds.</param>
    /// <param name="cancellation">Heeded while rows are grouped.</param>
    /// <exception cref="RefusedException">FM208: fewer measured rows than a group needs. FM507: too many rows.</exception>
    public MemberRows(Dataset original, Plan plan, StudySettings settings, CancellationToken cancellation)
    {
        int all = original.Rows + (original.Untargeted?.Rows ?? 0);
        if (all > SurveySums.MostRows)
            throw new RefusedException(
                RefusalCode.DataUnusable, $"{all} rows; the sums have room for {SurveySums.MostRows} a member");
        Original = original;
        Rows = plan.MinimumCell > 1 ? RowGroups.Apply(original, plan.MinimumCell, cancellation) : original;
        Measured = MeasuredRows.In(Rows);
        Dataset near = settings.FoldCell > plan.MinimumCell ? RowGroups.Near(original, settings.FoldCell, cancellation) : Rows;
        Fold = Folds.Of(near, plan.Seed, Folds.Count(plan.HoldOutFraction));
        Half = Folds.Of(near, new SeededStream("fedmat.study.halves", plan.Seed).NextSeed(), 2);
        int weight = Math.Min(all, plan.MaximumWeight);
        double share = weight / (double)plan.MaximumWeight;
        int[] others = UntargetedFolds.Of(original, Fold, near != original, plan.Seed, Folds.Count(plan.HoldOutFraction), cancellation);
        views = new FitRows[settings.Candidates.Count][];
        for (int candidate = 0; candidate < views.Length; candidate++)
            views[candidate] = [.. Enumerable.Range(0, settings.Models).Select(
                model => new FitRows(Rows, original, Where(Fold, fold => fold != model), Held(Where(Fold, fold => fold == model), plan.MinimumCell), weight, share)
                {
                    Auxiliary = Where(others, fold => fold != model),
                    MinimumCell = plan.MinimumCell,
                })];
    }

    /// <summary>As they are.</summary>
    public Dataset Original { get; }

    /// <summary>In groups, where the plan says so.</summary>
    public Dataset Rows { get; }

    /// <summary>Those of <see cref="Rows"/> whose target is a value, and no bound: what survey, bins and calibration are summed over.</summary>
    public Dataset Measured { get; }

    /// <summary>The fold of each row: the model of the same number never sees it.</summary>
    public int[] Fold { get; }

    /// <summary>The half of each row, 0 or 1: intervals that one half calibrates are judged by the other. Rows of one group are in one half.</summary>
    public int[] Half { get; }

    /// <summary>What the fitted candidates predict for the rows that they have not seen; found once for the same fits.</summary>
    /// <param name="fits">The states of all models.</param>
    /// <param name="predictors">Of each candidate its models.</param>
    public UnseenRows Unseen(IReadOnlyList<FitState[]> fits, Func<IReadOnlyList<IFitted[]>> predictors)
    {
        if (unseen is not { } known || !ReferenceEquals(known.Fits, fits))
            unseen = known = (fits, UnseenRows.Of(this, predictors()));
        return known.Rows;
    }

    public FitRows View(int candidate, int model) => views[candidate][model];

    private int[] Held(int[] rows, int minimumCell) => minimumCell > 1 ? MeasuredRows.Of(Rows, rows) : rows;

    private static int[] Where(int[] folds, Func<int, bool> fold) => [.. Enumerable.Range(0, folds.Length).Where(row => fold(folds[row]))];
}
