using FedMat.Learning;
using FedMat.Materials;

namespace FedMat.Cli.Bench;

/// <summary>What comes of a study that learned nothing: a model without arrays, which predicts 0.</summary>
internal sealed class BenchModel(DataContract contract) : IModel
{
    public DataContract Contract => contract;

    public IReadOnlyList<NamedTensor> Tensors => [];

    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions) => predictions.Clear();
}
