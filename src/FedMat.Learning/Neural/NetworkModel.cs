namespace FedMat.Learning;

/// <summary>A trained network, predicting in managed code.</summary>
/// <remarks>
/// Sums run in the order of the machine's vectors, so the last digits of a prediction may differ between machines. No state depends on
/// that: of predictions, members sum the errors, and the state follows from the sum.
/// </remarks>
internal sealed class NetworkModel : IAuxiliaryFitted
{
    private const int RowsAtOnce = 256;
    private readonly NetworkShape shape;
    private readonly float[] weights;
    private readonly InputEncoding encoding;
    private readonly INetwork network;

    /// <param name="shape">The network.</param>
    /// <param name="weights">In the shape's order.</param>
    /// <param name="encoding">What the network is given of a row.</param>
    public NetworkModel(NetworkShape shape, float[] weights, InputEncoding encoding)
    {
        if (weights.Length != shape.Count || shape.Inputs != encoding.Width)
            throw new ArgumentException(
                $"{weights.Length} weights and {encoding.Width} inputs where the network has {shape.Count} and {shape.Inputs}", nameof(weights));
        this.shape = shape;
        this.weights = weights;
        this.encoding = encoding;
        network = shape is AttentionShape attention ? new AttentionNetwork(attention, weights) : new Perceptron((MlpShape)shape, weights, 0);
    }

    /// <summary>The weights, and the encoding of the inputs.</summary>
    public IReadOnlyList<NamedTensor> Tensors => [.. shape.Tensors(weights), .. encoding.Tensors()];

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions, Span<double> variances)
    {
        variances.Clear();
        if (inputs.Length != predictions.Length * encoding.Inputs)
            throw new ArgumentException(
                $"{inputs.Length} numbers are not {predictions.Length} rows of {encoding.Inputs} inputs", nameof(inputs));
        float[] outputs = Outputs(inputs, predictions.Length);
        for (int row = 0; row < predictions.Length; row++)
            predictions[row] = encoding.FromOutput(outputs[row * shape.Outputs]);
    }

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void PredictAuxiliary(ReadOnlySpan<float> inputs, Span<double> values)
    {
        (int rows, int targets) = (inputs.Length / encoding.Inputs, encoding.Auxiliary.Count);
        if (rows * encoding.Inputs != inputs.Length || values.Length != rows * targets)
            throw new ArgumentException($"{inputs.Length} numbers are not the rows of {values.Length} predictions", nameof(inputs));
        float[] outputs = Outputs(inputs, rows);
        for (int i = 0; i < values.Length; i++)
            values[i] = encoding.FromAuxiliaryOutput(i % targets, outputs[(i / targets * shape.Outputs) + 1 + (i % targets)]);
    }

    /// <summary>Rows x outputs.</summary>
    private float[] Outputs(ReadOnlySpan<float> inputs, int count)
    {
        float[] outputs = new float[count * shape.Outputs];
        float[] encoded = new float[Math.Min(RowsAtOnce, count) * encoding.Width];
        for (int start = 0; start < count; start += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, count - start);
            for (int i = 0; i < rows; i++)
                encoding.Encode(inputs.Slice((start + i) * encoding.Inputs, encoding.Inputs), encoded.AsSpan(i * encoding.Width, encoding.Width));
            network.Forward(rows, encoded.AsSpan(0, rows * encoding.Width), outputs.AsSpan(start * shape.Outputs, rows * shape.Outputs));
        }

        return outputs;
    }
}
