using FedMat.Protocol;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage;

/// <summary>
/// The one door to a store's tables: every change is a transaction with a name, run whole or not at all, and tried again when
/// the database is busy. SQLite with a write-ahead log, flushed to the disk at each commit. In plain SQL: a node, and what every round waits for,
/// do without EF Core, whose start and queries cost several times what SQLite and the flush do.
/// </summary>
internal sealed class SqlDatabase : IDisposable
{
    private const int Tries = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    private readonly TimeProvider time;
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Opens the file, brings its schema up to date, and refuses what it cannot use.</summary>
    /// <param name="path">Made when it is missing.</param>
    /// <param name="migrations">The folder under Migrations that makes this schema.</param>
    /// <param name="time">Paces the retries.</param>
    /// <exception cref="RefusedException">FM508: not such a store, or one that a newer version wrote.</exception>
    public SqlDatabase(string path, MigrationSet migrations, TimeProvider time)
    {
        Connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 5 }.ToString();
        this.time = time;
        migrations.Upgrade(path, Connection);
    }

    /// <summary>For whoever opens connections of its own within <see cref="WriteAsync"/> or <see cref="ReadAsync"/>.</summary>
    public string Connection { get; }

    /// <summary>Runs a transaction, one at a time.</summary>
    /// <param name="name">What it does, for whoever looks for the one that failed.</param>
    /// <param name="work">Begins and commits it. May run several times.</param>
    /// <param name="cancellation">Heeded until the work begins.</param>
    public async Task<T> WriteAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ReadAsync(name, work, cancellation).ConfigureAwait(false);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>Asks a question, and again where the database was busy.</summary>
    public async Task<T> ReadAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception error) when (IsBusy(error) && attempt < Tries)
            {
                await Task.Delay(FirstPause * (1 << attempt), time, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SqliteException or DbUpdateException)
            {
                throw new IOException($"the database could not '{name}' ({(error.InnerException ?? error).Message})", error);
            }
        }
    }

    /// <summary>Runs work in one transaction and commits it.</summary>
    /// <param name="name">What the transaction does.</param>
    /// <param name="work">May run several times.</param>
    /// <param name="committed">Runs once, after the commit and before the next transaction begins.</param>
    /// <param name="cancellation">Heeded until the work begins.</param>
    public async Task<T> RunAsync<T>(string name, Func<SqlSession, T> work, Action<T> committed, CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            T result = await ReadAsync(name, () => Task.FromResult(Transact(work)), cancellation).ConfigureAwait(false);
            committed(result);
            return result;
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc cref="RunAsync{T}(string, Func{SqlSession, T}, Action{T}, CancellationToken)"/>
    public Task<T> RunAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) => RunAsync(name, work, _ => { }, cancellation);

    /// <summary>
    /// As <see cref="RunAsync{T}(string, Func{SqlSession, T}, CancellationToken)"/>, but without a flush: the commit outlives this process, whatever
    /// ends it, and is on the disk with the next flushed one. A loss of power before that may take it, and with it nothing older.
    /// </summary>
    public async Task AppendAsync(string name, Action<SqlSession> work, CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await ReadAsync(name, () => Task.FromResult(Append(work)), cancellation).ConfigureAwait(false);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>Asks a question; what it sees is one moment only when it is one query.</summary>
    public Task<T> AskAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) =>
        ReadAsync(name, () =>
        {
            using SqliteConnection opened = new(Connection);
            opened.Open();
            return Task.FromResult(work(new SqlSession(opened, transaction: null)));
        }, cancellation);

    public void Dispose()
    {
        writer.Dispose();
        using SqliteConnection pooled = new(Connection);
        SqliteConnection.ClearPool(pooled);
    }

    private T Transact<T>(Func<SqlSession, T> work)
    {
        using SqliteConnection opened = new(Connection);
        opened.Open();
        using SqliteTransaction transaction = opened.BeginTransaction();
        T result = work(new SqlSession(opened, transaction));
        transaction.Commit();
        return result;
    }

    private bool Append(Action<SqlSession> work)
    {
        using SqliteConnection opened = new(Connection);
        opened.Open();
        SqlSession plain = new(opened, transaction: null);
        plain.Run("PRAGMA synchronous = NORMAL");
        try
        {
            using SqliteTransaction transaction = opened.BeginTransaction();
            work(new SqlSession(opened, transaction));
            transaction.Commit();
            return true;
        }
        finally
        {
            // The connection goes back to others.
            plain.Run("PRAGMA synchronous = FULL");
        }
    }

    private static bool IsBusy(Exception error) =>
        (error as SqliteException ?? error.InnerException as SqliteException)?.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;
}
