namespace FedMat.Learning;

/// <summary>How a model does on the hold-out rows of all members.</summary>
/// <param name="Rows">How many rows that were.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="Rmse">Root of the mean squared error, in the target's unit.</param>
public sealed record HoldOutFigures(long Rows, double Mae, double Rmse);
