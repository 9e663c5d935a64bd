namespace FedMat.Client;

/// <summary>A predicted auxiliary target; no interval is calibrated for it.</summary>
/// <param name="Name">As the contract has it.</param>
/// <param name="Value">The prediction; null where every member has measured it in fewer rows than the plan's minimum cell, or in none.</param>
/// <param name="Unit">Of the value.</param>
public sealed record AuxiliaryPrediction(string Name, double? Value, string Unit);
