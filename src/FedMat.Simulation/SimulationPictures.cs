using FedMat.Learning;

namespace FedMat.Simulation;

/// <summary>What a report draws.</summary>
/// <param name="Truth">Of each test row.</param>
/// <param name="Predicted">Of each test row, by the federated model.</param>
/// <param name="HalfWidths">Of each test row's 90 % interval; empty where none can be given.</param>
/// <param name="Levels">Parts of rows that intervals are to cover.</param>
/// <param name="Covered">The parts of hold-out rows that they do cover, one for each level.</param>
/// <param name="CoveredTest">The same of test rows; empty without any.</param>
/// <param name="Progress">After every sum of the federated model.</param>
public sealed record SimulationPictures(
    double[] Truth, double[] Predicted, double[] HalfWidths, double[] Levels, double[] Covered, double[] CoveredTest, IReadOnlyList<LearnerProgress> Progress);
