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

    internal NodeLedger(MarkedDatabase database) => this.database = database;

    /// <summary>All lists of a family, oldest first.</summary>
    public async Task<IReadOnlyList<SignedList>> ListsAsync(Digest family, CancellationToken cancellation) =>
        await database.ReadAsync("list signed lists", sql => SignedListTable.Of(sql, family), cancellation).ConfigureAwait(false);

    /// <summary>
    /// Closes an attempt for which the caller has verified a close certificate, and strikes the lists that were agreed to in it. One whose sum was
    /// accepted stays as it is.
    /// </summary>
    public Task StrikeAsync(RoundId round, CancellationToken cancellation) => database.WriteAsync("strike an attempt", transaction =>
    {
        if (SetupTable.Find(transaction.Sql, round) is { } setup)
            SetupTable.End(transaction, new SetupEnd(setup.Setup, SetupStatus.Closed));
        SignedListTable.Close(transaction.Sql, round);
    }, cancellation);
}
