namespace FedMat.Learning;

/// <summary>A fitted model that predicts auxiliary targets beside the target.</summary>
internal interface IAuxiliaryFitted : IFitted
{
    /// <param name="inputs">Described rows, rows x inputs, row after row.</param>
    /// <param name="values">Rows x auxiliary targets of the contract, in their units; NaN where nobody has measured one.</param>
    void PredictAuxiliary(ReadOnlySpan<float> inputs, Span<double> values);
}
