namespace FedMat.Learning;

/// <summary>What the neural learner knows between two rounds. Public; nothing in it is any single member's.</summary>
/// <param name="Rounds">Training rounds done.</param>
/// <param name="Loss">Of the latest round; null before the first.</param>
/// <param name="Weights">Where the next round starts.</param>
/// <param name="Velocity">The server's latest step; empty without momentum.</param>
/// <param name="Averaged">How many of the last rounds <paramref name="Average"/> is the mean of.</param>
/// <param name="Average">The model, once averaging has begun; zeros before; empty where nothing is averaged.</param>
internal sealed record NeuralState(int Rounds, double? Loss, float[] Weights, float[] Velocity, int Averaged, float[] Average) : FitState
{
    public override int Round => Rounds;

    public override double? TrainLoss => Loss;

    /// <summary>The weights to predict with.</summary>
    public float[] ModelWeights => Averaged > 0 ? Average : Weights;
}
