namespace FedMat.Learning;

/// <summary>A network with its weights, in managed code.</summary>
internal interface INetwork
{
    /// <param name="rows">How many records.</param>
    /// <param name="inputs">Encoded records, rows x inputs, row after row.</param>
    /// <param name="outputs">Rows x outputs, row after row.</param>
    void Forward(int rows, ReadOnlySpan<float> inputs, Span<float> outputs);
}
