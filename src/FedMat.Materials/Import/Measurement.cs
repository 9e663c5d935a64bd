namespace FedMat.Materials;

/// <summary>A measured value in the contract's unit.</summary>
/// <param name="Value">The number, or the bound.</param>
/// <param name="Uncertainty">The standard deviation of one measurement, or null where none is known.</param>
/// <param name="Censoring">Whether the value is a bound.</param>
public readonly record struct Measurement(double Value, double? Uncertainty = null, Censoring Censoring = Censoring.None);
