using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>
/// Walks an egress ledger: each line follows from the one before, each receipt is signed by the coordinator of its roster and is for a vector that
/// left, and what the node keeps of its vectors says the same.
/// </summary>
public sealed class LedgerCheck
{
    private readonly CoordinatorKeys keys;
    private readonly LedgerAnchor? anchor;
    private readonly Dictionary<RoundId, StoredEgress> vectors = [];
    private readonly Dictionary<RoundId, StoredEgress> receipts = [];
    private Digest hash = StoredEgress.Start;
    private long count;
    private int messages;

    private LedgerCheck(CoordinatorKeys keys, LedgerAnchor? anchor)
    {
        this.keys = keys;
        this.anchor = anchor;
    }

    /// <param name="view">The node's store.</param>
    /// <param name="root">The consortium's pinned root key.</param>
    /// <param name="anchor">A line that was noted earlier; null for none.</param>
    /// <exception cref="RefusedException">FM511: names the first line that is not as it was written.</exception>
    public static LedgerReport Run(NodeView view, VerifyingKey root, LedgerAnchor? anchor)
    {
        ArgumentNullException.ThrowIfNull(view);
        LedgerCheck check = new(CoordinatorKeys.Of(view, root), anchor);
        check.Walk(view);
        check.Compare(view);
        return new LedgerReport(
            check.count == 0 ? null : new LedgerAnchor(check.count, check.hash), check.vectors.Count, check.receipts.Count, check.messages, anchor is not null);
    }

    private void Walk(NodeView view)
    {
        try
        {
            foreach (StoredEgress line in view.Egress(study: null))
                Take(line);
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or InvalidCastException or ArgumentException or OverflowException)
        {
            throw Altered(count + 1, "it cannot be read", error);
        }

        if (anchor is not null && anchor.Count > count)
            throw Altered(count + 1, $"the anchor was taken after line {anchor.Count}, and the ledger ends before it: lines were removed, or the database was restored");
    }

    private void Take(StoredEgress line)
    {
        if (line.Number != count + 1)
            throw Altered(count + 1, "it is missing, or its number was changed");
        if (line.HashAfter(hash) != line.Hash)
            throw Altered(line.Number, "it is not as it was written, or the line before is not");
        (count, hash) = (line.Number, line.Hash);
        if (anchor?.Count == count && anchor.Hash != hash)
            throw Altered(count, "its hash is not that of the anchor: this line or one before it was rewritten");
        switch (line.Entry.Kind)
        {
            case EgressKind.Vector:
                if (!vectors.TryAdd(RoundOf(line), line))
                    throw Altered(line.Number, "a second vector left in one attempt");
                break;
            case EgressKind.Receipt:
                TakeReceipt(line);
                break;
            default:
                messages++;
                break;
        }
    }

    private void TakeReceipt(StoredEgress line)
    {
        RoundId round = RoundOf(line);
        if (!vectors.TryGetValue(round, out StoredEgress? vector) || vector.Entry.Payload != line.Entry.Payload)
            throw Altered(line.Number, "it is a receipt for a vector that did not leave");
        SignedMessage<InputReceipt> receipt = SignedMessage<InputReceipt>.Parse((line.Receipt ?? default).Span);
        if (receipt.Content.Payload != line.Entry.Payload || !keys.Of(line.Roster).Any(receipt.IsSignedBy))
            throw Altered(line.Number, $"its receipt is not one of the coordinator of roster {line.Roster} for this vector");
        receipts[round] = line;
    }

    /// <summary>What the node keeps of its vectors for its own use.</summary>
    private void Compare(NodeView view)
    {
        IReadOnlyList<StoredUpload> uploads;
        try
        {
            uploads = view.Uploads();
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or InvalidCastException or OverflowException)
        {
            throw new RefusedException(RefusalCode.LedgerAltered, "the table 'upload' beside the ledger cannot be read: a row of it was changed", error);
        }

        HashSet<RoundId> left = [.. vectors.Keys];
        foreach (StoredUpload upload in uploads)
        {
            if (!left.Remove(upload.Round))
                throw new RefusedException(RefusalCode.LedgerAltered, $"the table 'upload' shows a vector for {upload.Round} that no line of the ledger does");
            Compare(upload, vectors[upload.Round]);
        }

        if (left.Count > 0)
            throw Altered(left.Min(round => vectors[round].Number), "the table 'upload' does not show its vector");
    }

    private void Compare(StoredUpload upload, StoredEgress vector)
    {
        if (upload.Payload != vector.Entry.Payload || upload.Bytes != vector.Entry.Bytes || upload.Made != vector.Made)
            throw Altered(vector.Number, "the table 'upload' says something else of its vector");
        StoredEgress? line = receipts.GetValueOrDefault(upload.Round);
        if (!(upload.Receipt?.ToBytes() ?? []).AsSpan().SequenceEqual((line?.Receipt ?? default).Span) || upload.Received != line?.Made)
            throw Altered((line ?? vector).Number, "the table 'upload' says something else of its receipt");
    }

    private static RoundId RoundOf(StoredEgress line) => line.Entry is { Study: { } study, Round: { } round, Attempt: { } attempt }
        ? new RoundId(study, round, attempt)
        : throw Altered(line.Number, "it names no attempt");

    private static RefusedException Altered(long line, string what, Exception? cause = null) =>
        new(RefusalCode.LedgerAltered, $"line {line} of the egress ledger: {what}", cause);
}
