using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// The lists of members that this node agreed to, over all studies: what the history rules look at. A list is added with the promise that
/// agrees to it, and done with its attempt. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeLedger
{
    private readonly MarkedDatabase database;
    private readonly TimeProvider time;

    internal NodeLedger(MarkedDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>All lists of a family, oldest first.</summary>
    public async Task<IReadOnlyList<SignedList>> ListsAsync(Digest family, CancellationToken cancellation) =>
        await database.ReadAsync("list signed lists", sql => SignedListTable.Of(sql, family), cancellation).ConfigureAwait(false);

    /// <summary>Strikes the lists of attempts for which the caller has verified a close certificate.</summary>
    public Task CloseListsAsync(IReadOnlyCollection<RoundId> rounds, CancellationToken cancellation) =>
        database.WriteAsync("close signed lists", transaction =>
        {
            foreach (RoundId round in rounds)
                SignedListTable.Close(transaction.Sql, round);
        }, cancellation);

    /// <summary>
    /// Adds the lists over a snapshot that enough other members gave after this database was restored. The snapshot's ledger is complete then:
    /// its mark rises.
    /// </summary>
    public Task RebuildAsync(int snapshot, IReadOnlyCollection<RecoveredList> lists, CancellationToken cancellation) =>
        database.WriteAsync("rebuild the ledger of a snapshot", transaction =>
        {
            foreach (RecoveredList list in lists)
                SignedListTable.Add(transaction.Sql, list, time.GetUtcNow());
            transaction.Sql.Run("UPDATE snapshot SET mark = (SELECT value + 1 FROM mark) WHERE number = $1", snapshot);
        }, cancellation);
}
