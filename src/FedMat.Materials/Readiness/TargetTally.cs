namespace FedMat.Materials;

/// <summary>Collects the target, and what stands beside it.</summary>
internal sealed class TargetTally(TargetColumn column, IReadOnlyList<TargetColumn> auxiliary)
{
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> fidelities = new(StringComparer.Ordinal);
    private readonly int[] measured = new int[auxiliary.Count];
    private int withTarget;
    private int bounds;
    private int values;
    private int uncertain;
    private double weights;
    private double squares;

    public NumberColumn Values { get; } = new();

    /// <summary>Any row of the table.</summary>
    public void See(SampleRecord sample)
    {
        if (sample.Target is not null) withTarget++;
        if (sample.Target is { } bound && bound.Censoring != Censoring.None) bounds++;
        if (sample.Outcome is { } outcome) Count(outcomes, outcome.ToString().ToLowerInvariant());
    }

    /// <summary>A row that a study uses; it has a target.</summary>
    public void Use(SampleRecord sample)
    {
        var target = sample.Target!.Value;
        Values.Add(target.Value);
        if (target.Censoring == Censoring.None) values++;
        if (target.Uncertainty is not null) uncertain++;
        if (target.Censoring == Censoring.None) UseAuxiliary(sample);
        weights += sample.Weight;
        squares += sample.Weight * sample.Weight;
        if (sample.Fidelity is { } fidelity)
            Count(fidelities, $"{(fidelity.Calculated ? "calculation" : "experiment")}{(fidelity.Method is { } method ? $" ({method})" : "")}");
    }

    /// <summary>A row with auxiliary targets of which a study takes sums: one with a measured target, or with none.</summary>
    public void UseAuxiliary(SampleRecord sample)
    {
        for (int i = 0; i < measured.Length && i < sample.Auxiliary.Count; i++)
            if (sample.Auxiliary[i] is not null) measured[i]++;
    }

    /// <param name="sorted">The values, the smallest first.</param>
    /// <param name="rows">Rows of the table.</param>
    public TargetReport Report(double[] sorted, int rows) => new(
        column.Name, column.Unit, sorted.Length > 0 ? NumberFigures.Of(sorted) : null, sorted.Length > 0 ? Histogram.Of(sorted) : null,
        bounds, rows > 0 && withTarget > 0 ? (double)bounds / withTarget : 0, uncertain, squares > 0 ? weights * weights / squares : 0,
        Counts(outcomes), Counts(fidelities))
    {
        Measured = values,
        Auxiliary = [.. auxiliary.Select((other, place) => new NameCount(other.Name, measured[place]))],
    };

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static NameCount[] Counts(SortedDictionary<string, int> counts) => [.. counts.Select(pair => new NameCount(pair.Key, pair.Value))];
}
