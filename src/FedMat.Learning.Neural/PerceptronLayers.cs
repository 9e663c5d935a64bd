using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>A multilayer perceptron.</summary>
internal sealed class PerceptronLayers(MlpShape shape, double dropout, Device device) : ITorchLayers
{
    private readonly Sequential layers = Of(shape, dropout).to(device);

    public nn.Module Module => layers;

    public static Sequential Of(MlpShape shape, double dropout)
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

    public Tensor[] Inputs(float[] numbers, int rows, Device device) => [tensor(numbers, [rows, shape.Inputs], device: device)];

    public Tensor Forward(Tensor[] inputs) => layers.call(inputs[0]);
}
