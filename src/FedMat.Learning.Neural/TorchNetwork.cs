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
    private readonly Sequential layers;
    private readonly Parameter[] parameters;

    public TorchNetwork(MlpShape shape, double dropout, Device device)
    {
        Shape = shape;
        Dropout = dropout;
        Device = device;
        using DisposeScope making = NewDisposeScope();
        layers = Layers(shape, dropout).to(device);
        parameters = [.. layers.parameters()];
        Weights = making.Detach(zeros(shape.Count, device: device));
        foreach (Parameter parameter in parameters)
            making.Detach(parameter);
    }

    public MlpShape Shape { get; }

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

    /// <param name="inputs">Rows x inputs.</param>
    /// <param name="training">Whether numbers are dropped out.</param>
    /// <returns>Rows x 1.</returns>
    public Tensor Forward(Tensor inputs, bool training)
    {
        layers.train(training);
        return layers.call(inputs);
    }

    /// <summary>The gradient of a loss by all weights, as one vector.</summary>
    public Tensor Gradient(Tensor loss)
    {
        IList<Tensor> gradients = autograd.grad([loss], [.. parameters]);
        return cat([.. gradients.Select(gradient => gradient.flatten())]);
    }

    public void Dispose()
    {
        layers.Dispose();
        Weights.Dispose();
    }

    private static Sequential Layers(MlpShape shape, double dropout)
    {
        List<nn.Module<Tensor, Tensor>> layers = [];
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            layers.Add(nn.Linear(shape.In(layer), shape.Out(layer)));
            if (layer == shape.Layers - 1)
                break;
            layers.Add(shape.Activation == Activation.Relu ? nn.ReLU() : nn.SiLU());
            if (dropout > 0)
                layers.Add(nn.Dropout(dropout));
        }

        return nn.Sequential([.. layers]);
    }
}
