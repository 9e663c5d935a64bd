using FedMat.Node;
using FedMat.Storage.Node;

namespace FedMat.Cli;

/// <summary>The egress ledger as a JSON document.</summary>
internal static class LedgerDocument
{
    public static object Of(IReadOnlyList<StoredEgress> lines, LedgerAnchor? anchor) => new
    {
        last = anchor?.ToString(),
        totals = LedgerTotal.Of(lines).Select(total => new
        {
            total.Day,
            study = total.Study?.ToString(),
            total.Vectors,
            total.Messages,
            total.Bytes,
            total.Receipts,
        }),
        lines = lines.Select(Of),
    };

    private static object Of(StoredEgress line) => new
    {
        line.Number,
        line.Made,
        line.Entry.Kind,
        line.Entry.Stage,
        study = line.Entry.Study?.ToString(),
        line.Entry.Round,
        line.Entry.Attempt,
        line.Entry.Bytes,
        sha256 = line.Entry.Payload.ToString(),
        line.Roster,
        receipt = line.Receipt is { } receipt ? Convert.ToBase64String(receipt.Span) : null,
        hash = line.Hash.ToString(),
    };
}
