namespace FedMat.Learning;

/// <summary>What came of a <see cref="TrainingTask"/>.</summary>
/// <param name="Weights">In the order of the given ones.</param>
/// <param name="Loss">Mean training loss of the last epoch, in standardised units.</param>
public sealed record TrainedWeights(float[] Weights, double Loss);
