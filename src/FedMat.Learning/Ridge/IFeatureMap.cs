namespace FedMat.Learning;

/// <summary>What ridge regression is linear in.</summary>
internal interface IFeatureMap
{
    /// <summary>How many features there are. May be none.</summary>
    int Count { get; }

    /// <summary>No feature is larger than this.</summary>
    double Bound { get; }

    /// <param name="row">A standardised row, cut off at the input limit.</param>
    /// <param name="features">As many as there are.</param>
    void Map(ReadOnlySpan<float> row, Span<double> features);

    /// <summary>What the features are made of, for export.</summary>
    IReadOnlyList<NamedTensor> Tensors { get; }
}
