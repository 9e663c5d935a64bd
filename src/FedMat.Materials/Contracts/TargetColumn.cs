namespace FedMat.Materials;

/// <summary>What is to be predicted.</summary>
/// <param name="Name">The column's name in a table; the unit stands in it.</param>
/// <param name="Unit">Never empty; "1" for a pure number.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
public sealed record TargetColumn(string Name, string Unit, double Minimum, double Maximum)
{
    /// <summary>Other headers that mean the same, in any language, without their units.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The column of standard deviations of one measurement, in the target's unit; or null.</summary>
    public SideColumn? Uncertainty { get; init; }

    /// <summary>The standard deviation of a usual measurement, in the target's unit, which has the weight 1; or null.</summary>
    public double? TypicalUncertainty { get; init; }

    /// <summary>The column that counts how many measurements a row is the mean of; or null.</summary>
    public SideColumn? Repeats { get; init; }

    /// <summary>The sides on which a value may be a bound instead of a number: of &gt; 20000 h, <see cref="Censoring.Above"/>.</summary>
    public IReadOnlyList<Censoring> Bounds { get; init; } = [];
}
