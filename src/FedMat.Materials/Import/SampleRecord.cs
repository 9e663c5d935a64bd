namespace FedMat.Materials;

/// <summary>One row of a table as a contract describes it.</summary>
/// <param name="Row">The row of the file or sheet, from 1.</param>
/// <param name="Inputs">The inputs, in the contract's order.</param>
/// <param name="Target">Null only for a sample that cracked or failed, or of which only auxiliary targets were measured.</param>
/// <param name="Outcome">What became of the sample, or null where the contract has no such column or the cell is empty.</param>
/// <param name="Fidelity">How the target was found, or null where nothing says it.</param>
/// <param name="Weight">Repeats times (typical / uncertainty)², at most 100 for each repeat; 1 where nothing is known.</param>
/// <param name="Groups">One for each group of the contract, in its order; null where the cell is empty.</param>
/// <param name="Kept">One for each kept column of the contract, in its order; null where the cell is empty.</param>
public sealed record SampleRecord(
    int Row, Record Inputs, Measurement? Target, Outcome? Outcome, Fidelity? Fidelity, double Weight, IReadOnlyList<string?> Groups,
    IReadOnlyList<string?> Kept)
{
    /// <summary>One for each auxiliary target of the contract, in its order and unit; null where it was not measured.</summary>
    public IReadOnlyList<double?> Auxiliary { get; init; } = [];
}
