using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A model that predicts the contract's target from described records. Managed code only.</summary>
public interface IModel
{
    /// <summary>What the model's inputs and target mean.</summary>
    DataContract Contract { get; }

    /// <summary>Predicts.</summary>
    /// <param name="inputs">Described rows, row-major, rows x inputs, in the units of the contract.</param>
    /// <param name="predictions">One number a row, in the target's unit.</param>
    void Predict(ReadOnlySpan<float> inputs, Span<double> predictions);

    /// <summary>The model's arrays by name, for export.</summary>
    IReadOnlyList<NamedTensor> Tensors { get; }
}
