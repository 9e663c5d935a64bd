using FedMat.Crypto;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>Numbers the states of the node's rows, whatever study uses them. A part of <see cref="NodeStore"/>.</summary>
public sealed class NodeSnapshots
{
    private const string Columns = "SELECT number, rows, row_count, mark, made FROM snapshot";

    private readonly MarkedDatabase database;
    private readonly TimeProvider time;
    private readonly long restored;

    internal NodeSnapshots(MarkedDatabase database, TimeProvider time, long? restored)
    {
        this.database = database;
        this.time = time;
        this.restored = restored ?? 0;
    }

    /// <summary>The snapshot that stands for these rows: the latest when they are its rows or it must not grow, else a new one.</summary>
    /// <param name="rows">Hash of the rows.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="mayGrow">Whether enough changed since the latest. It runs in the transaction.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <returns>Where its hash is not that of the rows, the rows that were frozen before are to be used.</returns>
    public Task<SnapshotRecord> NumberAsync(Digest rows, int rowCount, Func<SnapshotRecord, bool> mayGrow, CancellationToken cancellation) =>
        database.WriteAsync("number a snapshot", transaction =>
        {
            SnapshotRecord? latest = Latest(transaction.Sql);
            if (latest is not null && (latest.Rows == rows || !mayGrow(latest)))
                return latest;
            transaction.Sql.Run(
                "INSERT INTO snapshot (number, rows, row_count, mark, made) SELECT $1, $2, $3, value + 1, $4 FROM mark",
                Next(latest), rows, rowCount, time.GetUtcNow());
            return Latest(transaction.Sql)!;
        }, cancellation);

    // Each snapshot took a commit. So many as a restored database lacks commits may be missing, and none of their numbers is used again.
    private int Next(SnapshotRecord? latest) =>
        checked((int)((latest?.Number ?? 0) + 1 + Math.Max(0, restored - (latest?.Mark ?? 0))));

    private static SnapshotRecord? Latest(SqlSession sql) =>
        sql.Read($"{Columns} ORDER BY number DESC LIMIT 1", ToNoun).SingleOrDefault();

    private static SnapshotRecord ToNoun(SqliteDataReader row) =>
        new(row.GetInt32(0), row.Digest(1), row.GetInt32(2), row.GetInt64(3), row.Time(4));
}
