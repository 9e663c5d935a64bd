using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// What a node does with its promises when it starts. A database whose mark is behind the key file's is an older one: the node has said
/// things that it does not show, and the key file's notes say in which attempts, about which lists and for which studies. Every open attempt is
/// closed then, and without that one whose key is missing. A database that has lost its key file is an older one too, since backups have none;
/// what was said, and how far the database is behind, nobody knows then.
/// </summary>
internal static class PromiseRecovery
{
    /// <summary>How many commits a database is taken to be behind when the key file is gone: more than are made between two backups.</summary>
    public const long Gap = 1L << 20;

    // The mark of a new database.
    private const long FirstMark = 1;

    public static async Task<PromiseLoss> RunAsync(MarkedDatabase database, VerifyingKey identity, CancellationToken cancellation)
    {
        long mark = await database.ReadAsync("read the mark", Mark, cancellation).ConfigureAwait(false);
        // From its first start on a node has a key file with a mark, so that one without is known to have lost it.
        if (mark == FirstMark)
            database.Keys.Advance(FirstMark, []);
        PromiseNote lost = PromiseNote.Lost(identity);
        long? restored = await database.WriteAsync("look after the promises", transaction =>
        {
            bool isOlder = Compare(transaction, lost);
            List<Digest> kept = CloseSetups(transaction, isOlder);
            kept.AddRange(DropVectors(transaction));
            transaction.Spent.UnionWith(transaction.Keys.Names.Except(kept));
            transaction.Notes.UnionWith(PromiseNote.AllIn(transaction.Sql));
            return transaction.Sql.Read<long?>("SELECT restored FROM mark", row => row.IsDBNull(0) ? null : row.GetInt64(0)).Single();
        }, cancellation).ConfigureAwait(false);
        return new PromiseLoss(restored, database.Keys.ValuesOf(lost.Name).Count > 0, database.Keys.Has(lost));
    }

    private static long Mark(SqlSession sql) => sql.Read("SELECT value FROM mark", row => row.GetInt64(0)).Single();

    private static bool Compare(MarkedTransaction transaction, PromiseNote lost)
    {
        long mark = Mark(transaction.Sql), known = transaction.Keys.Mark;
        if (known == 0)
        {
            transaction.Notes.Add(lost);
            known = mark + Gap;
        }

        if (mark < known)
            transaction.Sql.Run("UPDATE mark SET value = $1, restored = $1", known);
        else if (mark == FirstMark)
            transaction.Sql.Run("UPDATE mark SET value = value");
        return mark < known;
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
