using FedMat.Storage.Coordinator;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Database<CoordinatorContext> database;

    public DatabaseTests() => database =
        new Database<CoordinatorContext>(folder["a.db"], CoordinatorContext.Migrations, options => new CoordinatorContext(options), TimeProvider.System);

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Write_ThatThrows_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync("add", async tables =>
        {
            tables.Rosters.Add(new RosterRow { Number = 1 });
            await tables.SaveChangesAsync();
            throw new InvalidOperationException("halfway");
        }, CancellationToken.None));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Write_WhenTheDatabaseIsBusyAtFirst_IsTriedAgainWhole()
    {
        int tries = 0;

        await database.WriteAsync("add", tables =>
        {
            tables.Rosters.Add(new RosterRow { Number = 1 });
            return ++tries < 3 ? throw new SqliteException("database is locked", 5) : Task.CompletedTask;
        }, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(3, tries);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Write_WhenTheDatabaseStaysBusy_GivesUpAndNamesTheTransaction()
    {
        int tries = 0;

        IOException error = await Assert.ThrowsAsync<IOException>(() => database.WriteAsync<int>("add roster", _ =>
        {
            tries++;
            throw new SqliteException("database is locked", 5);
        }, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Contains("add roster", error.Message);
        Assert.Equal(6, tries);
    }

    [Fact]
    public async Task Write_ByManyAtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => database.WriteAsync("add", tables =>
        {
            tables.Rosters.Add(new RosterRow { Number = number });
            return Task.CompletedTask;
        }, CancellationToken.None)))).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(20, await CountAsync());
    }

    private Task<int> CountAsync() => database.ReadAsync("count", tables => tables.Rosters.CountAsync(), CancellationToken.None);
}
