using FedMat.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FedMat.Storage;

/// <summary>The door of <see cref="SqlDatabase"/>, to tables that EF Core reads and writes, and to others of the same file.</summary>
/// <typeparam name="TContext">The store's tables.</typeparam>
internal sealed class Database<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly SqlDatabase sql;
    private readonly DbContextOptions<TContext> options;
    private readonly Func<DbContextOptions<TContext>, TContext> open;

    /// <param name="path">Made when it is missing.</param>
    /// <param name="migrations">The folder under Migrations that makes this schema.</param>
    /// <param name="open">The context's constructor.</param>
    /// <param name="time">Paces the retries.</param>
    /// <exception cref="RefusedException">FM508: not such a store, or one that a newer version wrote.</exception>
    public Database(string path, MigrationSet migrations, Func<DbContextOptions<TContext>, TContext> open, TimeProvider time)
    {
        sql = new SqlDatabase(path, migrations, time);
        options = new DbContextOptionsBuilder<TContext>().UseSqlite(sql.Connection).Options;
        this.open = open;
    }

    /// <summary>Runs work in one transaction and commits it.</summary>
    /// <param name="name">What the transaction does, for whoever looks for the one that failed.</param>
    /// <param name="work">May run several times: it changes nothing but the context. The context is saved afterwards.</param>
    /// <param name="cancellation">Heeded until the commit.</param>
    public Task<T> WriteAsync<T>(string name, Func<TContext, Task<T>> work, CancellationToken cancellation) =>
        sql.WriteAsync(name, () => TransactAsync(work, cancellation), cancellation);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string name, Func<TContext, Task> work, CancellationToken cancellation) =>
        WriteAsync(name, async context =>
        {
            await work(context).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>Asks a question; what it sees is one moment only when it is one query.</summary>
    public Task<T> ReadAsync<T>(string name, Func<TContext, Task<T>> work, CancellationToken cancellation) =>
        sql.ReadAsync(name, async () =>
        {
            using TContext context = open(options);
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await work(context).ConfigureAwait(false);
        }, cancellation);

    /// <inheritdoc cref="SqlDatabase.RunAsync{T}(string, Func{SqlSession, T}, Action{T}, CancellationToken)"/>
    public Task<T> RunAsync<T>(string name, Func<SqlSession, T> work, Action<T> committed, CancellationToken cancellation) =>
        sql.RunAsync(name, work, committed, cancellation);

    /// <inheritdoc cref="SqlDatabase.AskAsync"/>
    public Task<T> AskAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) => sql.AskAsync(name, work, cancellation);

    public void Dispose() => sql.Dispose();

    private async Task<T> TransactAsync<T>(Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        using TContext context = open(options);
        using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        T result = await work(context).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }
}
