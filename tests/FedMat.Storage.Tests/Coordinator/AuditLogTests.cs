using FedMat.Storage.Coordinator;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Tests;

public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly StudyFolder folder = new();

    private AuditLog Audit => folder.Store.Audit;

    public async Task InitializeAsync()
    {
        await folder.OpenAsync();
        foreach (string who in new[] { "administrator", "aurora", "borealis" })
            await Audit.WriteAsync(new AuditEntry(StudyFolder.Now, who, "answered a plan", "study 1"), CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Read_AfterARow_GivesThoseThatFollow()
    {
        IReadOnlyList<AuditRecord> rows = await Audit.ReadAsync(after: 1, most: 10, CancellationToken.None);

        Assert.Equal([(2, "aurora"), (3, "borealis")], rows.Select(row => (row.Number, row.Entry.Who)));
        Assert.Equal(rows[0].Hash, rows[1].Before);
    }

    [Fact]
    public async Task Verify_OfWhatWasWritten_FindsNothing() => Assert.Null(await Audit.VerifyAsync(CancellationToken.None));

    [Theory]
    [InlineData("UPDATE audit SET detail = 'study 2' WHERE number = 1", 1)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE number = 2", 2)]
    [InlineData("UPDATE audit SET who = 'nobody' WHERE number = 3", 3)]
    [InlineData("DELETE FROM audit WHERE number = 1", 1)]
    [InlineData("DELETE FROM audit WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit WHERE number = 3", 3)]
    [InlineData("DELETE FROM audit", 1)]
    public async Task Verify_OfAChangedLog_NamesTheRow(string change, int row)
    {
        Run("DROP TRIGGER audit_is_not_changed");
        Run("DROP TRIGGER audit_is_not_shortened");
        Run(change);

        Assert.Equal(row, await Audit.VerifyAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = 'study 2'")]
    [InlineData("DELETE FROM audit")]
    public void Log_OnlyGrows(string change) => Assert.Contains("only grows", Assert.Throws<SqliteException>(() => Run(change)).Message);

    private void Run(string sql)
    {
        using SqliteConnection database = new($"Data Source={folder.Folder["coordinator.db"]};Pooling=False");
        database.Open();
#pragma warning disable CA2100 // The texts are this test's.
        using SqliteCommand command = new(sql, database);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
