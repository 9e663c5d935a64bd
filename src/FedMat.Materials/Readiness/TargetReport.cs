namespace FedMat.Materials;

/// <summary>The target of the rows that a study would use.</summary>
/// <param name="Name">The column.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Figures">A bound counts as its value. Null where there is no such row.</param>
/// <param name="Bins">Null where there is no such row.</param>
/// <param name="Bounds">Rows of the table whose target is a bound.</param>
/// <param name="BoundShare">The part of the table's rows that have a target which is a bound.</param>
/// <param name="WithUncertainty">Rows used that state an uncertainty.</param>
/// <param name="EffectiveRows">(sum of weights)² / sum of squared weights: as many rows of one weight would weigh as much.</param>
/// <param name="Outcomes">What became of all samples of the table, where it says so.</param>
/// <param name="Fidelities">How the targets used were found, where the table says so.</param>
public sealed record TargetReport(
    string Name, string Unit, NumberFigures? Figures, Histogram? Bins, int Bounds, double BoundShare, int WithUncertainty, double EffectiveRows,
    IReadOnlyList<NameCount> Outcomes, IReadOnlyList<NameCount> Fidelities)
{
    /// <summary>Rows used whose target is a value, and no bound.</summary>
    public int Measured { get; init; }

    /// <summary>For each auxiliary target, in how many rows it was measured with the target or without one, where a bound counts for neither: the survey takes sums of these.</summary>
    public IReadOnlyList<NameCount> Auxiliary { get; init; } = [];
}
