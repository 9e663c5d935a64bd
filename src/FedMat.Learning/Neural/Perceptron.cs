using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A multilayer perceptron with its weights.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions of networks enter no state; see NetworkModel.")]
internal sealed class Perceptron : INetwork
{
    private readonly MlpShape shape;
    private readonly DenseLayer[] layers;

    /// <param name="shape">The network.</param>
    /// <param name="weights">Its weights, or those of a network that it is a part of.</param>
    /// <param name="start">Where among them its own begin.</param>
    public Perceptron(MlpShape shape, float[] weights, int start)
    {
        this.shape = shape;
        layers = new DenseLayer[shape.Layers];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            layers[layer] = new DenseLayer(weights, start, shape.In(layer), shape.Out(layer));
            start = layers[layer].End;
        }
    }

    public void Forward(int rows, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int widest = shape.Hidden.Count == 0 ? 0 : shape.Hidden.Max();
        (float[] even, float[] odd) = (new float[rows * widest], new float[rows * widest]);
        ReadOnlySpan<float> given = inputs;
        for (int layer = 0; layer < layers.Length - 1; layer++)
        {
            Span<float> made = (layer % 2 == 0 ? even : odd).AsSpan(0, rows * shape.Out(layer));
            layers[layer].Apply(rows, given, made);
            Activate(shape.Activation, made);
            given = made;
        }

        layers[^1].Apply(rows, given, outputs);
    }

    /// <summary>Applies what stands behind a hidden layer.</summary>
    public static void Activate(Activation activation, Span<float> values)
    {
        if (activation == Activation.Relu)
        {
            TensorPrimitives.Max(values, 0f, values);
            return;
        }

        foreach (ref float value in values)
            value = (float)(value / (1 + Elementary.Exp(-value)));
    }
}
