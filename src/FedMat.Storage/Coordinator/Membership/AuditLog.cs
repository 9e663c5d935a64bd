using FedMat.Crypto;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// What people did at this coordinator, in a chain of hashes: a row that was changed, taken out or put in is found, unless whoever did it wrote the chain
/// anew from there to its end. A part of <see cref="CoordinatorStore"/>.
/// </summary>
public sealed class AuditLog
{
    private readonly Database<CoordinatorContext> database;

    internal AuditLog(Database<CoordinatorContext> database) => this.database = database;

    public Task WriteAsync(AuditEntry entry, CancellationToken cancellation) =>
        database.RunAsync("write the audit log", sql =>
        {
            AuditTable.Add(sql, entry);
            return true;
        }, _ => { }, cancellation);

    /// <summary>Rows in their order.</summary>
    /// <param name="after">The number of the last row that is known; 0 for none.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<IReadOnlyList<AuditRecord>> ReadAsync(int after, int most, CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<AuditRecord>>("read the audit log", sql => AuditTable.Read(sql, after, most), cancellation);

    /// <summary>Looks whether the chain holds together.</summary>
    /// <returns>The number of the first row that is missing, was changed or does not follow from the one before it; null when there is none.</returns>
    public Task<int?> VerifyAsync(CancellationToken cancellation) => database.AskAsync("verify the audit log", Verify, cancellation);

    private static int? Verify(SqlSession sql)
    {
        Digest last = default;
        int number = 0;
        foreach (AuditRecord row in AuditTable.Each(sql))
        {
            if (row.Number != number + 1)
                return number + 1;
            // The hash of a row stands in the next one: where they differ, it is this one that was changed.
            if (row.Before != last)
                return Math.Max(1, number);
            (number, last) = (row.Number, row.Hash);
        }

        (int rows, Digest end) = AuditTable.End(sql);
        if (number < rows)
            return number + 1;
        return end == last && number == rows ? null : Math.Max(1, number);
    }
}
