namespace FedMat.Learning;

/// <summary>
/// A multilayer perceptron. Its weights: layer after layer, each as its matrix (outputs x inputs, row after row) and then its
/// offsets. First weights are uniform with variance 1/inputs of the layer, a third of it in the last; offsets 0 (LeCun et al., Efficient BackProp,
/// 1998, section 4.6).
/// </summary>
/// <param name="Inputs">Numbers that describe a record.</param>
/// <param name="Hidden">Widths of the hidden layers; none makes a linear model.</param>
/// <param name="Activation">Behind every hidden layer.</param>
public sealed record MlpShape(int Inputs, IReadOnlyList<int> Hidden, Activation Activation) : NetworkShape(Inputs)
{
    /// <summary>Layers with weights.</summary>
    public int Layers => Hidden.Count + 1;

    public override IReadOnlyList<WeightArray> Arrays => [.. Enumerable.Range(0, Layers).SelectMany(Layer)];

    public int In(int layer) => layer == 0 ? Inputs : Hidden[layer - 1];

    public int Out(int layer) => layer == Hidden.Count ? Outputs : Hidden[layer];

    public bool Equals(MlpShape? other) =>
        other is not null && Inputs == other.Inputs && Outputs == other.Outputs && Activation == other.Activation && Hidden.SequenceEqual(other.Hidden);

    public override int GetHashCode() => HashCode.Combine(Inputs, Activation, Hidden.Count, Count);

    private IEnumerable<WeightArray> Layer(int layer)
    {
        float reach = (float)(Math.Sqrt(layer < Layers - 1 ? 3 : 1) / Math.Sqrt(In(layer)));
        yield return new WeightArray($"layers.{layer}.weight", [Out(layer), In(layer)], reach);
        yield return new WeightArray($"layers.{layer}.bias", [Out(layer)]);
    }
}
