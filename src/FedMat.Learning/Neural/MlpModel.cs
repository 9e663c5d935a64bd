using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A trained perceptron, predicting in managed code.</summary>
/// <remarks>
/// Sums run in the order of the machine's vectors, so the last digits of a prediction may differ between machines. No state depends on
/// that: of predictions, members sum the errors, and the state follows from the sum.
/// </remarks>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions enter no state; see the remarks.")]
internal sealed class MlpModel : IFitted
{
    private const int RowsAtOnce = 256;
    private readonly MlpShape shape;
    private readonly float[] weights;
    private readonly InputEncoding encoding;

    /// <param name="shape">The network.</param>
    /// <param name="weights">In the shape's order.</param>
    /// <param name="encoding">What the network is given of a row.</param>
    public MlpModel(MlpShape shape, float[] weights, InputEncoding encoding)
    {
        if (weights.Length != shape.Count || shape.Inputs != encoding.Width)
            throw new ArgumentException(
                $"{weights.Length} weights and {encoding.Width} inputs where the network has {shape.Count} and {shape.Inputs}", nameof(weights));
        this.shape = shape;
        this.weights = weights;
        this.encoding = encoding;
    }

    /// <summary>The layers, and the encoding of their inputs.</summary>
    public IReadOnlyList<NamedTensor> Tensors => [.. shape.Tensors(weights), .. encoding.Tensors()];

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions, Span<double> variances)
    {
        variances.Clear();
        if (inputs.Length != predictions.Length * encoding.Inputs)
            throw new ArgumentException(
                $"{inputs.Length} numbers are not {predictions.Length} rows of {encoding.Inputs} inputs", nameof(inputs));
        int widest = Enumerable.Range(0, shape.Layers).Max(layer => Math.Max(shape.In(layer), shape.Out(layer)));
        float[] from = new float[RowsAtOnce * widest];
        float[] to = new float[RowsAtOnce * widest];
        for (int start = 0; start < predictions.Length; start += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, predictions.Length - start);
            for (int i = 0; i < rows; i++)
                encoding.Encode(inputs.Slice((start + i) * encoding.Inputs, encoding.Inputs), from.AsSpan(i * shape.Inputs, shape.Inputs));
            ReadOnlySpan<float> outputs = Forward(rows, ref from, ref to);
            for (int i = 0; i < rows; i++)
                predictions[start + i] = encoding.FromOutput(outputs[i]);
        }
    }

    private ReadOnlySpan<float> Forward(int rows, ref float[] from, ref float[] to)
    {
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            (int width, int outputs) = (shape.In(layer), shape.Out(layer));
            ReadOnlySpan<float> matrix = weights.AsSpan(shape.Start(layer), width * outputs);
            ReadOnlySpan<float> offsets = weights.AsSpan(shape.Start(layer) + matrix.Length, outputs);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> given = from.AsSpan(row * width, width);
                Span<float> made = to.AsSpan(row * outputs, outputs);
                for (int j = 0; j < outputs; j++)
                    made[j] = TensorPrimitives.Dot(given, matrix.Slice(j * width, width)) + offsets[j];
            }

            if (layer < shape.Layers - 1)
                Activate(to.AsSpan(0, rows * outputs));
            (from, to) = (to, from);
        }

        return from.AsSpan(0, rows);
    }

    private void Activate(Span<float> values)
    {
        if (shape.Activation == Activation.Relu)
        {
            TensorPrimitives.Max(values, 0f, values);
            return;
        }

        foreach (ref float value in values)
            value = (float)(value / (1 + Elementary.Exp(-value)));
    }
}
