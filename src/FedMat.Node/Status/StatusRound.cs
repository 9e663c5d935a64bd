namespace FedMat.Node;

/// <summary>The newest step of a study's secure sums that a node was told.</summary>
/// <param name="Study">Which study, in hexadecimal.</param>
/// <param name="Round">Counts from 1.</param>
/// <param name="Attempt">At the round; counts from 1.</param>
/// <param name="Step">What the coordinator asked.</param>
/// <param name="At">When.</param>
public sealed record StatusRound(string Study, int Round, int Attempt, string Step, DateTimeOffset At);
