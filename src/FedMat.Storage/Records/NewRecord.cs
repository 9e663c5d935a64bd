namespace FedMat.Storage.Records;

/// <summary>A row of a file, read.</summary>
/// <param name="Line">The row's number in the file or sheet, from 1.</param>
/// <param name="Source">Its cells as they were written, JSON.</param>
/// <param name="Derived">What they mean in the contract's units, JSON.</param>
public sealed record NewRecord(int Line, string Source, string Derived)
{
    /// <summary>Without the values: they stay out of logs.</summary>
    public override string ToString() => $"line {Line}";
}
