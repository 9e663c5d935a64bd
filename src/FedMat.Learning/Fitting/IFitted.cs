namespace FedMat.Learning;

/// <summary>A fitted model.</summary>
internal interface IFitted
{
    /// <param name="inputs">Described rows, rows x inputs, row after row.</param>
    /// <param name="means">The prediction of each row, in the target's unit.</param>
    /// <param name="variances">How far each may be off, squared, as far as the model can tell by itself; 0 where it cannot.</param>
    void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances);

    /// <summary>The model's arrays by name, for export.</summary>
    IReadOnlyList<NamedTensor> Tensors { get; }
}
