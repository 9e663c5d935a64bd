using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// What a node does with its promises when it starts. A database whose mark is behind the key file's is an older one: the node has said
/// things that it does not show. The same holds when the key file is gone, since a backup has no key file; how far the
/// database is behind then nobody knows. Every open attempt is closed then, and without that one whose key is missing.
/// </summary>
internal static class PromiseRecovery
{
    /// <summary>How many commits a database is taken to be behind when the key file is gone: more than are made between two backups.</summary>
    public const long Gap = 1L << 20;

    // The mark of a database that has promised nothing.
    private const long FirstMark = 1;

    /// <returns>The mark up to which promises may have been made that the database does not show; null when it shows all.</returns>
    public static Task<long?> RunAsync(MarkedDatabase database, CancellationToken cancellation) =>
        database.WriteAsync("look after the promises", transaction =>
        {
            bool isOlder = Compare(transaction);
            List<Digest> kept = CloseSetups(transaction, isOlder);
            kept.AddRange(DropVectors(transaction));
            transaction.Spent.UnionWith(transaction.Keys.Names.Except(kept));
            return transaction.Sql.Read<long?>("SELECT restored FROM mark", row => row.IsDBNull(0) ? null : row.GetInt64(0)).Single();
        }, cancellation);

    private static bool Compare(MarkedTransaction transaction)
    {
        long mark = transaction.Sql.Read("SELECT value FROM mark", row => row.GetInt64(0)).Single();
        long known = transaction.Keys.Mark == 0 && mark > FirstMark ? mark + Gap : transaction.Keys.Mark;
        if (mark >= known)
            return false;
        transaction.Sql.Run("UPDATE mark SET value = $1, restored = $1", known);
        return true;
    }

    private static List<Digest> CloseSetups(MarkedTransaction transaction, bool isOlder)
    {
        List<Digest> open = SetupTable.Open(transaction.Sql, study: null).ConvertAll(setup => setup.Setup);
        List<Digest> lost = open.FindAll(setup => isOlder || !transaction.Keys.Has(setup));
        lost.ForEach(setup => SetupTable.End(transaction, new SetupEnd(setup, SetupStatus.Closed)));
        return [.. open.Except(lost)];
    }

    private static List<Digest> DropVectors(MarkedTransaction transaction)
    {
        List<Digest> stored = VectorTable.All(transaction.Sql).ConvertAll(vector => vector.Contribution);
        List<Digest> lost = stored.FindAll(name => !transaction.Keys.Has(name));
        lost.ForEach(name => VectorTable.Erase(transaction, name));
        return [.. stored.Except(lost)];
    }
}
