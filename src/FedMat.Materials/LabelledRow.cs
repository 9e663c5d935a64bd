namespace FedMat.Materials;

/// <summary>A record with its measured target, in the contract's unit.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Record">The inputs.</param>
/// <param name="Target">The target, NaN where only auxiliary ones were measured; within the contract's range; a bound of it where <paramref name="Censoring"/> says so.</param>
/// <param name="Weight">How much the row counts: 1 for one measurement of usual uncertainty.</param>
/// <param name="Censoring">Whether the target is a bound.</param>
/// <param name="Group">What the row must not be parted from, such as its paper; null where nothing groups it.</param>
public sealed record LabelledRow(
    int Line, Record Record, double Target, double Weight = 1, Censoring Censoring = Censoring.None, string? Group = null)
{
    /// <summary>One for each auxiliary target of the contract, in its order and unit; null where it was not measured.</summary>
    public IReadOnlyList<double?> Auxiliary { get; init; } = [];
}
