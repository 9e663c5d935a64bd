using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>What is fixed for all trees of a boosted model: settings, cuts, loss, directions.</summary>
internal sealed class BoostedTerms
{
    private readonly long seed;
    private readonly int members;
    private volatile Drawn? drawn;

    public BoostedTerms(FitContext context, BoostedSettings settings)
    {
        Settings = settings;
        seed = context.Seed;
        members = context.Plan.Members.Count;
        DescriptorSet descriptors = DescriptorSet.For(context.Contract);
        Grid = new CutGrid(context.Preparation.Thresholds, settings.Bins, descriptors.Categories);
        Loss = new BoostedLoss(settings, context.Preparation.Survey, context.Plan.MinimumCell == 1 && context.Contract.Target.Bounds.Count > 0);
        Dictionary<string, int> known = context.Contract.Inputs.Where(input => input.Direction != Direction.None)
            .ToDictionary(input => input.Name, input => input.Direction == Direction.Rising ? 1 : -1);
        Directions = [.. descriptors.Names.Select(name => settings.Monotone.TryGetValue(name, out int said) ? said : known.GetValueOrDefault(name))];
        MinimumLeaf = Math.Max(settings.MinimumLeaf, context.Plan.MinimumCell);
        Rounds = settings.RoundsOf(context.Plan);
        MostRows = (long)Math.Max(1, members) * SurveySums.MostRows;
    }

    public BoostedSettings Settings { get; }

    public CutGrid Grid { get; }

    public BoostedLoss Loss { get; }

    /// <summary>Of each input: 1, -1, or 0 for none.</summary>
    public int[] Directions { get; }

    public int MinimumLeaf { get; }

    /// <summary>The most.</summary>
    public int Rounds { get; }

    /// <summary>That a sum may count.</summary>
    public long MostRows { get; }

    /// <summary>What a leaf's value is multiplied by.</summary>
    public double Rate => Settings.LearningRate / Settings.Parallel;

    /// <summary>Whether hold-out errors are summed.</summary>
    public bool Measures(RowTotals totals) => Settings.Patience > 0 && totals.Held > 0;

    /// <summary>Whether sums over such rows have room.</summary>
    public bool Holds(RowTotals totals) => CellPacking.Holds(totals, Loss.HasConstantHessian, members);

    /// <exception cref="Protocol.RefusedException">FM207: there is no room.</exception>
    public CellPacking Packing(RowTotals totals) => new(totals, Loss.HasConstantHessian, members);

    public bool CanCut(OpenNode node) => node.Sums.Count >= 2 * (long)MinimumLeaf;

    /// <summary>Of each tree of a round.</summary>
    public HistogramLayout[] Layouts(int round)
    {
        if (drawn is { } latest && latest.Round == round)
            return latest.Layouts;
        HistogramLayout[] layouts = [.. Enumerable.Range(0, Settings.Parallel).Select(
            tree => HistogramLayout.Drawn(Grid, Settings.Columns, seed, (round * Settings.Parallel) + tree))];
        drawn = new Drawn(round, layouts);
        return layouts;
    }

    /// <summary>The latest round's, which every member asks for.</summary>
    private sealed record Drawn(int Round, HistogramLayout[] Layouts);
}
