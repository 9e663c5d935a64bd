namespace FedMat.Storage.Records;

/// <summary>A record as it is kept.</summary>
/// <param name="Id">Names it for good, wherever and whenever its file is imported: the first 24 digits of the file's hash, and the row.</param>
/// <param name="Import">The number of its import.</param>
/// <param name="Line">The row's number in the file or sheet, from 1.</param>
/// <param name="Source">Its cells as they were written, JSON.</param>
/// <param name="Derived">What they mean in the contract's units, JSON.</param>
public sealed record StoredRecord(string Id, int Import, int Line, string Source, string Derived)
{
    /// <summary>Without the values: they stay out of logs.</summary>
    public override string ToString() => $"record {Id}";
}
