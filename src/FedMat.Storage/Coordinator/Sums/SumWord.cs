namespace FedMat.Storage.Coordinator;

/// <summary>A word of an attempt, or a decision, as it is stored.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Body">Its canonical bytes with the signature, where it bears one; empty for most decisions.</param>
public readonly record struct SumWord(SumWordKind Kind, ReadOnlyMemory<byte> Body);
