namespace FedMat.Learning;

/// <summary>What the neural learner sums next.</summary>
internal enum NeuralPhase : byte
{
    Moments,
    Weights,
    Metrics,
    Done,
}
