namespace FedMat.Learning;

/// <summary>How the released mean does on rows that its models have not seen, over all members.</summary>
/// <param name="Rows">How many rows that were.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="Rmse">Root of the mean squared error, in the target's unit.</param>
/// <param name="Bias">Mean of prediction less truth, in the target's unit.</param>
/// <param name="R2">The part of the target's variance that is explained; null where the target has none.</param>
public sealed record HoldOutFigures(long Rows, double Mae, double Rmse, double Bias, double? R2);
