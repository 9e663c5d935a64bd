namespace FedMat.Learning;

/// <summary>A model of the probability of class 1, from one of the number 0 or 1: below 0 it says 0, and above 1 it says 1.</summary>
internal sealed class Probability(IFitted model) : IFitted
{
    public IReadOnlyList<NamedTensor> Tensors => model.Tensors;

    public void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances)
    {
        model.Predict(inputs, means, variances);
        for (int row = 0; row < means.Length; row++)
            means[row] = Math.Clamp(means[row], 0, 1);
    }
}
