namespace FedMat.Learning;

/// <summary>What a network is made of. Its weights are one array: those of <see cref="Arrays"/>, one behind the other, each row after row.</summary>
/// <param name="Inputs">Numbers that describe a record.</param>
public abstract record NetworkShape(int Inputs)
{
    /// <summary>Numbers that come out: the target, then the auxiliary ones.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>In the order of the weights.</summary>
    public abstract IReadOnlyList<WeightArray> Arrays { get; }

    /// <summary>Weights in all.</summary>
    public int Count => Arrays.Sum(array => array.Length);

    /// <summary>First weights. From integers, divisions and square roots, so equal on every machine.</summary>
    public float[] Initial(long seed)
    {
        float[] weights = new float[Count];
        SeededStream stream = new("fedmat.neural.weights", seed);
        int start = 0;
        foreach (WeightArray array in Arrays)
        {
            Span<float> part = weights.AsSpan(start, array.Length);
            start += array.Length;
            part.Fill(array.First);
            if (array.Reach == 0)
                continue;
            foreach (ref float weight in part)
                weight = ((2 * stream.NextUnit()) - 1) * array.Reach;
        }

        return weights;
    }

    /// <summary>The weights as arrays of their own.</summary>
    public IReadOnlyList<NamedTensor> Tensors(float[] weights)
    {
        List<NamedTensor> tensors = [];
        int start = 0;
        foreach (WeightArray array in Arrays)
        {
            tensors.Add(new NamedTensor(array.Name, array.Shape, weights[start..(start + array.Length)]));
            start += array.Length;
        }

        return tensors;
    }
}
