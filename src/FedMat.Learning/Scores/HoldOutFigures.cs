namespace FedMat.Learning;

/// <summary>How the released mean does on rows that its models have not seen, from sums over all members.</summary>
/// <param name="Rows">How many rows that were.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="Rmse">Root of the mean squared error, in the target's unit.</param>
/// <param name="Bias">Mean of prediction less truth, in the target's unit.</param>
/// <param name="R2">The part of the target's variance that is explained; null where the target has none.</param>
/// <param name="Coverage90">
/// The part of the rows that 90 % intervals cover, each half of the rows calibrated on the other; null where the halves are too small to promise any.
/// </param>
/// <param name="Width90">The mean width of the released 90 % intervals, in the target's unit; null where too few rows were summed to promise any.</param>
/// <param name="Classes">How well classes are told apart; null where the target is a number.</param>
public sealed record HoldOutFigures(
    long Rows, double Mae, double Rmse, double Bias, double? R2, double? Coverage90, double? Width90, ClassFigures? Classes);
