namespace FedMat.Learning;

/// <summary>What came of a <see cref="TrainingTask"/>.</summary>
/// <param name="Change">What each weight has moved by, in the order of the given ones.</param>
/// <param name="Loss">Mean training loss of a row, each step with the weights it met, in standardised units.</param>
public sealed record TrainedWeights(float[] Change, double Loss)
{
    /// <summary>The weights after training that began with the given ones.</summary>
    public float[] From(ReadOnlySpan<float> weights)
    {
        float[] moved = weights.ToArray();
        for (int i = 0; i < moved.Length; i++)
            moved[i] += Change[i];
        return moved;
    }
}
