namespace FedMat.Learning;

/// <summary>How far a learner has come.</summary>
/// <param name="Phase">What is summed next; "done" at the end.</param>
/// <param name="Round">Training rounds done.</param>
/// <param name="Rounds">Training rounds in all.</param>
/// <param name="TrainLoss">Mean training loss over the members in the latest round, in the learner's own terms.</param>
/// <param name="HoldOutMae">Mean absolute error over all members' hold-out rows, in the target's unit, as last measured.</param>
public sealed record LearnerProgress(string Phase, int Round, int Rounds, double? TrainLoss, double? HoldOutMae);
