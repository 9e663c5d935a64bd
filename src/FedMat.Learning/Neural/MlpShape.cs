namespace FedMat.Learning;

/// <summary>
/// A multilayer perceptron with one output. Its weights are one array: layer after layer, each as its matrix (outputs x inputs, row
/// after row) and then its offsets.
/// </summary>
/// <param name="Inputs">Numbers that describe a record.</param>
/// <param name="Hidden">Widths of the hidden layers; none makes a linear model.</param>
/// <param name="Activation">Behind every hidden layer.</param>
public sealed record MlpShape(int Inputs, IReadOnlyList<int> Hidden, Activation Activation)
{
    /// <summary>Layers with weights.</summary>
    public int Layers => Hidden.Count + 1;

    /// <summary>Weights in all.</summary>
    public int Count => checked(Enumerable.Range(0, Layers).Sum(layer => Out(layer) * (In(layer) + 1)));

    public int In(int layer) => layer == 0 ? Inputs : Hidden[layer - 1];

    public int Out(int layer) => layer == Hidden.Count ? 1 : Hidden[layer];

    /// <summary>Where a layer's matrix starts; its offsets stand behind it.</summary>
    public int Start(int layer) => Enumerable.Range(0, layer).Sum(earlier => Out(earlier) * (In(earlier) + 1));

    /// <summary>
    /// First weights: uniform with variance 1/inputs of the layer, a third of it in the last; offsets 0 (LeCun et al., Efficient BackProp, 1998,
    /// section 4.6). From integers, divisions and square roots, so equal on every machine.
    /// </summary>
    public float[] Initial(long seed)
    {
        float[] weights = new float[Count];
        SeededStream stream = new("fedmat.neural.weights", seed);
        for (int layer = 0; layer < Layers; layer++)
        {
            float reach = (float)(Math.Sqrt(layer < Layers - 1 ? 3 : 1) / Math.Sqrt(In(layer)));
            foreach (ref float weight in weights.AsSpan(Start(layer), Out(layer) * In(layer)))
                weight = ((2 * stream.NextUnit()) - 1) * reach;
        }

        return weights;
    }

    /// <summary>The weights as arrays of their own, named as in a state dictionary.</summary>
    public IReadOnlyList<NamedTensor> Tensors(float[] weights)
    {
        List<NamedTensor> tensors = [];
        for (int layer = 0; layer < Layers; layer++)
        {
            int start = Start(layer);
            int matrix = Out(layer) * In(layer);
            tensors.Add(new NamedTensor($"layers.{layer}.weight", [Out(layer), In(layer)], weights[start..(start + matrix)]));
            tensors.Add(new NamedTensor($"layers.{layer}.bias", [Out(layer)], weights[(start + matrix)..(start + matrix + Out(layer))]));
        }

        return tensors;
    }

    public bool Equals(MlpShape? other) =>
        other is not null && Inputs == other.Inputs && Activation == other.Activation && Hidden.SequenceEqual(other.Hidden);

    public override int GetHashCode() => HashCode.Combine(Inputs, Activation, Hidden.Count, Count);
}
