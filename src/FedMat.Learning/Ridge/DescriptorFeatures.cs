namespace FedMat.Learning;

/// <summary>The standardised descriptors themselves, without those that are constant.</summary>
internal sealed class DescriptorFeatures(Standardisation standardisation, double inputLimit) : IFeatureMap
{
    private readonly int[] used = [.. Enumerable.Range(0, standardisation.Means.Length).Where(j => standardisation.InverseScales[j] > 0)];

    public int Count => used.Length;

    public double Bound => inputLimit;

    public IReadOnlyList<NamedTensor> Tensors => [new NamedTensor("features.inputs", [used.Length], Array.ConvertAll(used, j => (float)j))];

    public void Map(ReadOnlySpan<float> row, Span<double> features)
    {
        for (int i = 0; i < used.Length; i++)
            features[i] = row[used[i]];
    }
}
