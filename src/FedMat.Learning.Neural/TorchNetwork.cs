using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>
/// A network in libtorch's memory, with all its weights as one vector in the order of its shape. It is kept from task to task and belongs to one of
/// them at a time.
/// </summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly ITorchLayers layers;
    private readonly Parameter[] parameters;

    public TorchNetwork(NetworkShape shape, double dropout, Device device)
    {
        Shape = shape;
        Dropout = dropout;
        Device = device;
        using DisposeScope making = NewDisposeScope();
        layers = shape is AttentionShape attention
            ? new AttentionLayers(attention, dropout, device)
            : new PerceptronLayers((MlpShape)shape, dropout, device);
        parameters = [.. layers.Module.parameters()];
        Weights = making.Detach(zeros(shape.Count, device: device));
        foreach (Parameter parameter in parameters)
            making.Detach(parameter);
    }

    public NetworkShape Shape { get; }

    public double Dropout { get; }

    public Device Device { get; }

    /// <summary>All weights; <see cref="Load"/> after changing them.</summary>
    public Tensor Weights { get; }

    /// <summary>Makes the layers compute with <see cref="Weights"/> as they are.</summary>
    public void Load()
    {
        using (no_grad())
            nn.utils.vector_to_parameters(Weights, parameters);
    }

    /// <summary>Encoded rows as <see cref="Forward"/> takes them; the first dimension of each tensor is the rows.</summary>
    /// <param name="numbers">Rows x inputs, row after row.</param>
    /// <param name="rows">How many.</param>
    public Tensor[] Inputs(float[] numbers, int rows) => layers.Inputs(numbers, rows, Device);

    /// <param name="inputs">Of all rows, or of some.</param>
    /// <param name="training">Whether numbers are dropped out.</param>
    /// <returns>Rows x outputs.</returns>
    public Tensor Forward(Tensor[] inputs, bool training)
    {
        layers.Module.train(training);
        return layers.Forward(inputs);
    }

    /// <summary>The gradient of a loss by all weights, as one vector.</summary>
    public Tensor Gradient(Tensor loss)
    {
        IList<Tensor> gradients = autograd.grad([loss], [.. parameters]);
        return cat([.. gradients.Select(gradient => gradient.flatten())]);
    }

    public void Dispose()
    {
        layers.Module.Dispose();
        Weights.Dispose();
    }
}
