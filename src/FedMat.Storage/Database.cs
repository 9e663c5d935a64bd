using FedMat.Protocol;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FedMat.Storage;

/// <summary>
/// The one door to a store's tables: every change is a transaction with a name, run whole or not at all, and tried again when
/// the database is busy. SQLite with a write-ahead log, flushed to the disk at each commit.
/// </summary>
/// <typeparam name="TContext">The store's tables.</typeparam>
internal sealed class Database<TContext> : IDisposable
    where TContext : DbContext
{
    private const int Tries = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    private readonly string connection;
    private readonly DbContextOptions<TContext> options;
    private readonly Func<DbContextOptions<TContext>, TContext> open;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Opens the file, brings its schema up to date, and refuses what it cannot use.</summary>
    /// <param name="path">Made when it is missing.</param>
    /// <param name="migrations">The folder under Migrations that makes this schema.</param>
    /// <param name="open">The context's constructor.</param>
    /// <param name="time">Paces the retries.</param>
    /// <exception cref="RefusedException">FM508: not such a store, or one that a newer version wrote.</exception>
    public Database(string path, MigrationSet migrations, Func<DbContextOptions<TContext>, TContext> open, TimeProvider time)
    {
        connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 5 }.ToString();
        options = new DbContextOptionsBuilder<TContext>().UseSqlite(connection).Options;
        this.open = open;
        this.time = time;
        migrations.Upgrade(path, connection);
    }

    /// <summary>Runs work in one transaction and commits it.</summary>
    /// <param name="name">What the transaction does, for whoever looks for the one that failed.</param>
    /// <param name="work">May run several times: it changes nothing but the context. The context is saved afterwards.</param>
    /// <param name="cancellation">Heeded until the commit.</param>
    public async Task<T> WriteAsync<T>(string name, Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await RetryAsync(name, () => TransactAsync(work, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string name, Func<TContext, Task> work, CancellationToken cancellation) =>
        WriteAsync(name, async context =>
        {
            await work(context).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>Asks a question; what it sees is one moment only when it is one query.</summary>
    public Task<T> ReadAsync<T>(string name, Func<TContext, Task<T>> work, CancellationToken cancellation) =>
        RetryAsync(name, async () =>
        {
            using TContext context = open(options);
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await work(context).ConfigureAwait(false);
        }, cancellation);

    /// <summary>
    /// As <see cref="WriteAsync{T}"/>, in plain SQL: for tables that every round waits for, where EF Core's share is several times that of
    /// SQLite and the flush together.
    /// </summary>
    /// <param name="name">What the transaction does.</param>
    /// <param name="work">May run several times.</param>
    /// <param name="committed">Runs once, after the commit and before the next transaction begins.</param>
    /// <param name="cancellation">Heeded until the work begins.</param>
    public async Task<T> RunAsync<T>(string name, Func<SqlSession, T> work, Action<T> committed, CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            T result = await RetryAsync(name, () => Task.FromResult(Transact(work)), cancellation).ConfigureAwait(false);
            committed(result);
            return result;
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, in plain SQL.</summary>
    public Task<T> AskAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) =>
        RetryAsync(name, () =>
        {
            using SqliteConnection opened = new(connection);
            opened.Open();
            return Task.FromResult(work(new SqlSession(opened, transaction: null)));
        }, cancellation);

    public void Dispose()
    {
        writer.Dispose();
        using SqliteConnection pooled = new(connection);
        SqliteConnection.ClearPool(pooled);
    }

    private async Task<T> TransactAsync<T>(Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        using TContext context = open(options);
        using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        T result = await work(context).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }

    private T Transact<T>(Func<SqlSession, T> work)
    {
        using SqliteConnection opened = new(connection);
        opened.Open();
        using SqliteTransaction transaction = opened.BeginTransaction();
        T result = work(new SqlSession(opened, transaction));
        transaction.Commit();
        return result;
    }

    private async Task<T> RetryAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation)
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

    private static bool IsBusy(Exception error) =>
        (error as SqliteException ?? error.InnerException as SqliteException)?.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;
}
