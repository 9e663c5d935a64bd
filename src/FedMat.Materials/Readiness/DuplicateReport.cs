namespace FedMat.Materials;

/// <summary>Rows that repeat one measurement, among those that a study would use.</summary>
/// <param name="Columns">The columns that must be alike.</param>
/// <param name="Sets">How many measurements stand there more than once.</param>
/// <param name="Rows">How many rows they have together.</param>
/// <param name="ExactRepeats">Rows that repeat another one with its target.</param>
/// <param name="Disagreeing">Sets whose targets differ by more than they should.</param>
/// <param name="Measure">How far apart targets of one measurement may be, in words.</param>
/// <param name="Examples">The sets that differ most.</param>
public sealed record DuplicateReport(
    IReadOnlyList<string> Columns, int Sets, int Rows, int ExactRepeats, int Disagreeing, string Measure, IReadOnlyList<Disagreement> Examples);
