namespace FedMat.Storage.Coordinator;

/// <summary>How a study stood after a sum.</summary>
/// <param name="Sums">Sums done, of all phases.</param>
/// <param name="Phase">What is summed next.</param>
/// <param name="Round">Training rounds done.</param>
/// <param name="Rounds">Training rounds in all.</param>
/// <param name="TrainLoss">Mean training loss, in the learner's own terms.</param>
/// <param name="HoldOutMae">Mean absolute error on the hold-out rows, in the target's unit.</param>
/// <param name="At">When.</param>
public sealed record ProgressPoint(int Sums, string Phase, int Round, int Rounds, double? TrainLoss, double? HoldOutMae, DateTimeOffset At);
