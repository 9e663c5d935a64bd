namespace FedMat.Learning;

/// <summary>What a trainer is to do: a few epochs over a member's rows, from the given weights.</summary>
/// <param name="Shape">The network.</param>
/// <param name="Weights">Where to start, in the order of <see cref="MlpShape"/>; not changed.</param>
/// <param name="X">Standardised inputs, rows x inputs, row after row.</param>
/// <param name="Y">Standardised target, one a row.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Epochs">How often each row is seen.</param>
/// <param name="Batch">Rows a step.</param>
/// <param name="LearningRate">Of Adam.</param>
/// <param name="WeightDecay">Decoupled, as in AdamW.</param>
/// <param name="Seed">The order of the rows follows from it.</param>
public sealed record TrainingTask(
    MlpShape Shape,
    float[] Weights,
    float[] X,
    float[] Y,
    LossKind Loss,
    int Epochs,
    int Batch,
    double LearningRate,
    double WeightDecay,
    long Seed)
{
    public int Rows => Y.Length;
}
