using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A line of the egress ledger.</summary>
/// <param name="Number">Counts from 1 without a gap.</param>
/// <param name="Made">When it was written: before the first byte left.</param>
/// <param name="Entry">What left. A receipt's line repeats bytes and digest of its vector.</param>
/// <param name="Roster">The roster whose coordinator key signed the receipt; 0 for none or an unknown one.</param>
/// <param name="Receipt">The coordinator's signed receipt; null but for a receipt's line.</param>
/// <param name="Hash">Of the line before and of this one, as it stands in the store.</param>
public sealed record StoredEgress(long Number, DateTimeOffset Made, NewEgress Entry, int Roster, ReadOnlyMemory<byte>? Receipt, Digest Hash)
{
    private const string Tag = "fedmat.egress.v1";

    /// <summary>What stands in the place of the hash before the first line.</summary>
    public static Digest Start { get; } = new CanonicalWriter(Tag).ToDigest();

    /// <summary>SHA-256 of the hash of the line before and of this line's canonical bytes.</summary>
    public Digest HashAfter(Digest before)
    {
        CanonicalWriter writer = new CanonicalWriter(Tag).Digest(before).Int64(Number).Int64(Made.UtcTicks).Text(Entry.Kind).Text(Entry.Stage);
        writer.Text(Entry.Study?.ToString() ?? "").Text($"{Entry.Round}").Text($"{Entry.Attempt}").Int64(Entry.Bytes).Digest(Entry.Payload).Int32(Roster);
        return writer.Bytes(Receipt is { } receipt ? receipt.Span : []).ToDigest();
    }
}
