using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>The layers of a network in libtorch's memory. Their parameters are in the order of the network's shape.</summary>
internal interface ITorchLayers
{
    nn.Module Module { get; }

    /// <summary>Encoded rows as the layers take them; the first dimension of each tensor is the rows.</summary>
    /// <param name="numbers">Rows x inputs, row after row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="device">Where to.</param>
    Tensor[] Inputs(float[] numbers, int rows, Device device);

    /// <returns>Rows x outputs.</returns>
    Tensor Forward(Tensor[] inputs);
}
