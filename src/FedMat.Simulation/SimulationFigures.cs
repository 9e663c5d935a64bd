using FedMat.Learning;

namespace FedMat.Simulation;

/// <summary>What a simulation has found. Errors are in the target's unit; null where the table has no rows to measure on.</summary>
/// <param name="Data">The table.</param>
/// <param name="Learner">Its name.</param>
/// <param name="Seed">The plan's.</param>
/// <param name="MinimumCell">The plan's.</param>
/// <param name="Members">One for each.</param>
/// <param name="Local">Of each member's own model: <c>mae</c> the mean over members on the common test set, <c>ownMae</c> on their own test rows.</param>
/// <param name="Federated">Of the federated model.</param>
/// <param name="Personal">Of the members' personal models, each on its own test rows.</param>
/// <param name="Pooled">Of one model on all rows, which nobody may have.</param>
/// <param name="HoldOutMae">The federated model's summed hold-out error.</param>
/// <param name="Coverage90">The part of hold-out rows that 90 % intervals cover, which were calibrated on other hold-out rows.</param>
/// <param name="Width90">Their mean width, on hold-out rows.</param>
/// <param name="TestCoverage90">The part of test rows that 90 % intervals cover.</param>
/// <param name="Weights">What each candidate counts for in the federated model, by its name.</param>
/// <param name="Rounds">Sums that the federated model took.</param>
/// <param name="Seconds">Wall time of the federated model.</param>
public sealed record SimulationFigures(
    string Data,
    string Learner,
    long Seed,
    int MinimumCell,
    IReadOnlyList<MemberFigures> Members,
    ErrorFigures Local,
    ErrorFigures Federated,
    ErrorFigures Personal,
    ErrorFigures Pooled,
    double? HoldOutMae,
    double? Coverage90,
    double? Width90,
    double? TestCoverage90,
    IReadOnlyDictionary<string, double> Weights,
    int Rounds,
    double Seconds)
{
    /// <summary>What the sums over unseen rows say of the federated model, as a live study's card would; null where nobody had any.</summary>
    public HoldOutFigures? HoldOut { get; init; }

    /// <summary>What is unusual about the training rows, in sentences without a full stop.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
