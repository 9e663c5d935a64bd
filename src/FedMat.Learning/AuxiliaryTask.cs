namespace FedMat.Learning;

/// <summary>What a network learns beside the target.</summary>
/// <param name="Y">Standardised auxiliary targets, rows x targets, row after row; any number where one is missing.</param>
/// <param name="Weights">How much each counts, as many; 0 where it is missing.</param>
public sealed record AuxiliaryTask(float[] Y, float[] Weights);
