namespace FedMat.Simulation;

/// <summary>Errors on test rows, in the target's unit; null where there are none, or where the figure was not measured.</summary>
/// <param name="Mae">Mean absolute error on the common test set.</param>
/// <param name="Rmse">Root of the mean squared error there.</param>
/// <param name="R2">The part of the variance there that is explained.</param>
/// <param name="OwnMae">Mean over members of the mean absolute error on the test rows of their own chemistry.</param>
public sealed record ErrorFigures(double? Mae, double? Rmse, double? R2, double? OwnMae)
{
    public static ErrorFigures None { get; } = new(null, null, null, null);
}
