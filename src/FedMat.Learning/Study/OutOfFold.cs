namespace FedMat.Learning;

/// <summary>What models predict for rows that they have not seen.</summary>
/// <param name="Rows">The places of the rows in the data; those whose target is a bound are left out.</param>
/// <param name="Folds">The fold of each.</param>
/// <param name="Predictions">Of each, in the target's unit, by the models that did not see its fold.</param>
/// <param name="Scales">How far each may be off, in the target's unit, up to a factor.</param>
public sealed record OutOfFold(int[] Rows, int[] Folds, double[] Predictions, double[] Scales);
