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
    private readonly Standardisation standardisation;
    private readonly float inputLimit;

    /// <param name="shape">The network.</param>
    /// <param name="weights">In the shape's order.</param>
    /// <param name="standardisation">Of inputs and target.</param>
    /// <param name="inputLimit">Where a standardised input is cut off.</param>
    public MlpModel(MlpShape shape, float[] weights, Standardisation standardisation, float inputLimit)
    {
        if (weights.Length != shape.Count)
            throw new ArgumentException($"{weights.Length} weights where the network has {shape.Count}", nameof(weights));
        this.shape = shape;
        this.weights = weights;
        this.standardisation = standardisation;
        this.inputLimit = inputLimit;
    }

    /// <summary>The layers, and the standardisation as four further arrays (rounded to single precision).</summary>
    public IReadOnlyList<NamedTensor> Tensors =>
    [
        .. shape.Tensors(weights),
        new NamedTensor("input.mean", [shape.Inputs], Array.ConvertAll(standardisation.Means, value => (float)value)),
        new NamedTensor("input.inverse_scale", [shape.Inputs], Array.ConvertAll(standardisation.InverseScales, value => (float)value)),
        new NamedTensor("target.mean", [1], [(float)standardisation.TargetMean]),
        new NamedTensor("target.scale", [1], [(float)standardisation.TargetScale]),
    ];

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions, Span<double> variances)
    {
        variances.Clear();
        if (inputs.Length != predictions.Length * shape.Inputs)
            throw new ArgumentException(
                $"{inputs.Length} numbers are not {predictions.Length} rows of {shape.Inputs} inputs", nameof(inputs));
        int widest = Enumerable.Range(0, shape.Layers).Max(layer => Math.Max(shape.In(layer), shape.Out(layer)));
        float[] from = new float[RowsAtOnce * widest];
        float[] to = new float[RowsAtOnce * widest];
        for (int start = 0; start < predictions.Length; start += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, predictions.Length - start);
            standardisation.Apply(inputs.Slice(start * shape.Inputs, rows * shape.Inputs), from, inputLimit);
            ReadOnlySpan<float> outputs = Forward(rows, ref from, ref to);
            for (int i = 0; i < rows; i++)
                predictions[start + i] = standardisation.TargetMean + (standardisation.TargetScale * outputs[i]);
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
