namespace FedMat.Learning;

/// <summary>The rows of one step.</summary>
/// <param name="Rows">Of the task's; at least one.</param>
/// <param name="Scale">What the sum of their weighted losses is multiplied by; one over their number makes it a mean.</param>
/// <param name="Rate">The part of the task's learning rate that the step has.</param>
public sealed record TrainingBatch(int[] Rows, double Scale, double Rate = 1);
