using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A row of the audit log.</summary>
/// <param name="Number">Counts from 1 without a gap.</param>
/// <param name="Entry">What was done.</param>
/// <param name="Before">SHA-256 of the row before; zeros in the first one.</param>
public sealed record AuditRecord(int Number, AuditEntry Entry, Digest Before)
{
    /// <summary>SHA-256 of everything in the row.</summary>
    public Digest Hash => new CanonicalWriter("fedmat.audit.v1")
        .Int32(Number).Int64(Entry.At.UtcTicks).Text(Entry.Who).Text(Entry.What).Text(Entry.Detail).Digest(Before).ToDigest();
}
