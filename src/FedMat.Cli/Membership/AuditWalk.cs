using FedMat.Crypto;
using FedMat.Node;
using FedMat.Storage.Coordinator;

namespace FedMat.Cli.Membership;

/// <summary>Walks a coordinator's audit log from its first row to its last: each row names the one before by its hash.</summary>
/// <param name="anchor">A row that was noted earlier; null for none.</param>
/// <param name="shown">How many of the last rows are kept, to be shown.</param>
internal sealed class AuditWalk(LedgerAnchor? anchor, int shown)
{
    private readonly Queue<AuditRecord> rows = new();
    private Digest hash;
    private int count;

    /// <summary>Where the log is not as it was written, for a person; null where it holds.</summary>
    public string? Fault { get; private set; }

    /// <summary>The last row; null where there is none.</summary>
    public LedgerAnchor? Last => count == 0 ? null : new LedgerAnchor(count, hash);

    public IReadOnlyCollection<AuditRecord> Rows => rows;

    /// <param name="page">Gives the rows after a number; none at the end.</param>
    public async Task RunAsync(Func<int, Task<AuditPage>> page)
    {
        AuditPage next = await page(0);
        while (Fault is null && next.Rows.Count > 0)
        {
            foreach (AuditRecord row in next.Rows)
                Take(row);
            if (Fault is null)
                next = await page(count);
        }

        if (Fault is null && next.Broken is { } broken)
            Fault = $"row {broken} is missing, or is not as it was written, by the coordinator's own account";
        if (anchor?.Count > count)
            Fault ??= $"the anchor was taken after row {anchor.Count}, and the log ends with row {count}: rows were removed, or the database was restored";
    }

    private void Take(AuditRecord row)
    {
        if (row.Number != count + 1)
            Fault ??= $"row {count + 1} is missing, or its number was changed";
        else if (row.Before != hash)
            Fault ??= $"row {Math.Max(1, count)} is not as it was written: row {row.Number} names another hash of the one before it";
        if (Fault is not null)
            return;
        (count, hash) = (row.Number, row.Hash);
        rows.Enqueue(row);
        if (rows.Count > shown)
            rows.Dequeue();
        if (anchor?.Count == count && anchor.Hash != hash)
            Fault = $"the hash of row {count} is not that of the anchor: this row or one before it was rewritten";
    }
}
