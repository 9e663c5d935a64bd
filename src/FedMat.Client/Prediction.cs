namespace FedMat.Client;

/// <summary>A predicted value with its unit.</summary>
public sealed record Prediction(double Value, string Unit);
