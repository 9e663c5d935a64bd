namespace FedMat.Learning;

/// <summary>A trained network, predicting in managed code.</summary>
/// <remarks>
/// Sums run in the order of the machine's vectors, so the last digits of a prediction may differ between machines. No state depends on
/// that: of predictions, members sum the errors, and the state follows from the sum.
/// </remarks>
internal sealed class NetworkModel : IFitted
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
        int most = Math.Min(RowsAtOnce, predictions.Length);
        (float[] encoded, float[] outputs) = (new float[most * encoding.Width], new float[most]);
        for (int start = 0; start < predictions.Length; start += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, predictions.Length - start);
            for (int i = 0; i < rows; i++)
                encoding.Encode(inputs.Slice((start + i) * encoding.Inputs, encoding.Inputs), encoded.AsSpan(i * encoding.Width, encoding.Width));
            network.Forward(rows, encoded.AsSpan(0, rows * encoding.Width), outputs.AsSpan(0, rows));
            for (int i = 0; i < rows; i++)
                predictions[start + i] = encoding.FromOutput(outputs[i]);
        }
    }
}
