namespace FedMat.Materials;

/// <summary>What a study would find in a site's rows. It stays at the site: some values of single rows stand in it.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Used">Rows that a study uses.</param>
/// <param name="LeftOut">Why the others are left out.</param>
/// <param name="Target">What is to be predicted.</param>
/// <param name="Inputs">One for each input of the contract.</param>
/// <param name="Elements">The elements there are, by atomic number.</param>
/// <param name="ElementsPerRow">How many rows have so many elements.</param>
/// <param name="Duplicates">Repeats.</param>
/// <param name="Outliers">Of the target and of number inputs; columns without one are left out.</param>
/// <param name="Groups">One for each group of the contract.</param>
/// <param name="Leaks">Between the sides of a hold-out.</param>
/// <param name="SmallCell">Fewer rows than this are called few.</param>
/// <param name="SmallCells">Elements and categories that only few rows have.</param>
/// <param name="Findings">What matters, the worst first.</param>
public sealed record ReadinessReport(
    string Contract, int Rows, int Used, IReadOnlyList<LeftOut> LeftOut, TargetReport Target, IReadOnlyList<InputCoverage> Inputs,
    IReadOnlyList<ElementCoverage> Elements, IReadOnlyList<NameCount> ElementsPerRow, DuplicateReport Duplicates,
    IReadOnlyList<OutlierReport> Outliers, IReadOnlyList<GroupReport> Groups, IReadOnlyList<LeakReport> Leaks, int SmallCell,
    IReadOnlyList<NameCount> SmallCells, IReadOnlyList<Finding> Findings);
