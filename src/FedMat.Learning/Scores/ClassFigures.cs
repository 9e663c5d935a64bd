namespace FedMat.Learning;

/// <summary>How well predicted probabilities tell rows of class 1 from rows of class 0, on rows that the models have not seen.</summary>
/// <param name="Positives">Rows of class 1.</param>
/// <param name="Negatives">Rows of class 0.</param>
/// <param name="BalancedAccuracy">
/// The mean of the parts of either class that are told right, where 1 is said from a probability of 0.5 on; null where a class has no rows.
/// </param>
/// <param name="RocArea">
/// The area under the ROC curve, rows of one cell of probabilities counted half for and half against; null where a class has no rows.
/// </param>
public sealed record ClassFigures(long Positives, long Negatives, double? BalancedAccuracy, double? RocArea);
