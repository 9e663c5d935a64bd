namespace FedMat.Learning;

/// <summary>As <see cref="Probability"/>, of a model that predicts auxiliary targets, which stay as they are.</summary>
internal sealed class AuxiliaryProbability(IAuxiliaryFitted model) : IAuxiliaryFitted
{
    private readonly Probability probability = new(model);

    public IReadOnlyList<NamedTensor> Tensors => probability.Tensors;

    public void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances) => probability.Predict(inputs, means, variances);

    public void PredictAuxiliary(ReadOnlySpan<float> inputs, Span<double> values) => model.PredictAuxiliary(inputs, values);
}
