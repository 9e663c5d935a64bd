using FedMat.Materials;

namespace FedMat.Node;

/// <summary>What a plan would ask of this site.</summary>
/// <param name="Study">The id of the plan.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TakesPart">Whether this node would take part with the rows that it has.</param>
/// <param name="Members">How many members the plan names.</param>
/// <param name="Survivors">Nothing is opened over fewer members.</param>
/// <param name="Rounds">Training rounds.</param>
/// <param name="HoldOutFraction">The part of the rows that is kept from training.</param>
/// <param name="MinimumRows">The fewest rows that the plan takes.</param>
/// <param name="MinimumCell">By how many rows are grouped before anything is summed; 1 for not at all.</param>
/// <param name="Sums">What would leave the site.</param>
/// <param name="TotalBytes">Of all masked vectors together.</param>
/// <param name="Findings">Why it would not take part, and what to know.</param>
public sealed record StudyOutlook(
    string Study, string Name, bool TakesPart, int Members, int Survivors, int Rounds, double HoldOutFraction, int MinimumRows, int MinimumCell,
    IReadOnlyList<SumOutlook> Sums, long TotalBytes, IReadOnlyList<Finding> Findings);
