namespace FedMat.Learning;

/// <summary>The best weights so far by the mean absolute error on all members' held rows.</summary>
/// <param name="Error">Of the standardised target.</param>
/// <param name="Worse">Evaluations since then.</param>
/// <param name="Weights">The weights.</param>
internal sealed record BestState(double Error, int Worse, float[] Weights);
