namespace FedMat.Storage.Node;

/// <summary>
/// The door to the tables in which an old copy of the database must not be believed. A commit that changes them raises the
/// database's mark; the key file's mark follows, with the new keys and notes, before the next transaction begins and before the caller hears of
/// it. Rows that are there without their key or note have said nothing yet: the next start closes, drops or notes them.
/// </summary>
internal sealed class MarkedDatabase(SqlDatabase database, PromiseKeys keys)
{
    public PromiseKeys Keys => keys;

    /// <summary>Runs work in one transaction: keys are written, rows committed, notes written, then mark, keys and notes flushed.</summary>
    /// <param name="name">What the transaction does.</param>
    /// <param name="work">May run several times: it changes nothing but the transaction.</param>
    /// <param name="cancellation">Heeded until the work begins.</param>
    public async Task<T> WriteAsync<T>(string name, Func<MarkedTransaction, T> work, CancellationToken cancellation)
    {
        (T result, _) = await database.RunAsync(
            name,
            sql =>
            {
                MarkedTransaction transaction = new(sql, keys);
                T result = work(transaction);
                transaction.Finish();
                return (Result: result, Transaction: transaction);
            },
            done => keys.Advance(done.Transaction.Mark, done.Transaction.Spent, done.Transaction.Notes),
            cancellation).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string name, Action<MarkedTransaction> work, CancellationToken cancellation) =>
        WriteAsync(name, transaction =>
        {
            work(transaction);
            return true;
        }, cancellation);

    /// <summary>Appends to a table that an old copy of the database may lack the end of.</summary>
    /// <param name="name">What the transaction does.</param>
    /// <param name="work">May run several times.</param>
    /// <param name="isFlushed">Whether it is on the disk when this returns, or with the next promise.</param>
    /// <param name="cancellation">Heeded until the work begins.</param>
    public Task AppendAsync(string name, Action<SqlSession> work, bool isFlushed, CancellationToken cancellation) => isFlushed
        ? database.RunAsync(name, sql =>
        {
            work(sql);
            return true;
        }, cancellation)
        : database.AppendAsync(name, work, cancellation);

    public Task<T> ReadAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) =>
        database.AskAsync(name, work, cancellation);
}
