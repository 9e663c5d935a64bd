using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Tests;

public sealed class CoordinatorMigrationTests : IDisposable
{
    // Rows that a version could hold; a new schema adds its own beside the older ones.
    private static readonly Dictionary<int, string> RowsOf = new()
    {
        [0] = "",
        [1] = """
            INSERT INTO roster VALUES (1, x'7b7d');
            INSERT INTO study VALUES ('s', x'7b7d', 0, '', 'st', 1, NULL, 5, NULL);
            INSERT INTO attempt VALUES ('s', 1, 1, 'st', 'a', 'moments', 3, 1, 6, 7);
            INSERT INTO contribution VALUES ('s', 1, 1, 'm', 'p', x'00', x'01', 6);
            INSERT INTO progress VALUES ('s', 1, 'weights', 0, 5, NULL, 0.5, 7);
            INSERT INTO release VALUES ('r', 's', 'n', 'band_gap', 'eV', 3, 8, 100, 'b');
            """,
        [2] = """
            INSERT INTO study VALUES ('s', x'7b7d', 0, '', 'st', 1, NULL, 5, NULL);
            INSERT INTO attempt (study, round, attempt, state, ask, phase, length, outcome, opened, setup) VALUES ('s', 1, 1, 'st', 'a', 'moments', 3, 4, 6, 'su');
            INSERT INTO word VALUES ('s', 1, 1, 0, 1, x'00');
            INSERT INTO notice VALUES ('s', 0, 1, 1, 2, x'00');
            INSERT INTO left_out VALUES ('s', 'm', 'administrator', 'why', 7);
            INSERT INTO contributor VALUES ('s', 'm', 1);
            INSERT INTO progress VALUES ('s', 1, 'weights', 0, 5, NULL, 0.5, 7);
            INSERT INTO release VALUES ('r', 's', 'n', 'band_gap', 'eV', 3, 8, 100, 'b');
            """,
        [3] = """
            INSERT INTO study VALUES ('s', x'7b7d', 0, '', 'st', 1, NULL, 5, NULL);
            INSERT INTO attempt (study, round, attempt, state, ask, phase, length, outcome, opened, setup) VALUES ('s', 1, 1, 'st', 'a', 'moments', 3, 4, 6, 'su');
            INSERT INTO exact_list VALUES ('s', 1, 1, 'f', x'00');
            INSERT INTO progress VALUES ('s', 1, 'weights', 0, 5, NULL, 0.5, 7);
            INSERT INTO release VALUES ('r', 's', 'n', 'band_gap', 'eV', 3, 8, 100, 'b');
            """,
        [4] = """
            INSERT INTO study VALUES ('s', x'7b7d', 0, '', 'st', 1, NULL, 5, NULL);
            INSERT INTO pending (kind, state, name, token, member, body, since, expires, reason) VALUES (1, 0, 'n', 't', '', x'', 5, 6, '');
            INSERT INTO vouch (voucher, member, subject, made, body) VALUES ('m', 'o', '', 5, x'7b7d');
            INSERT INTO answer VALUES ('s', 'm', 1, x'7b7d');
            INSERT INTO audit VALUES (1, 5, 'm', 'vouched', 'o', 'b');
            INSERT INTO progress VALUES ('s', 1, 'weights', 0, 5, NULL, 0.5, 7);
            INSERT INTO release VALUES ('r', 's', 'n', 'band_gap', 'eV', 3, 8, 100, 'b');
            """,
    };

    private readonly TemporaryFolder folder = new();

    private string Path => folder["coordinator.db"];

    private string Connection => $"Data Source={Path};Pooling=False";

    public static TheoryData<int> Versions => [.. Enumerable.Range(0, CoordinatorContext.Migrations.Newest + 1)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void Upgrade_FromAnEarlierVersionWithRows_GivesTheModelsSchemaAndKeepsTheRows(int version)
    {
        CoordinatorContext.Migrations.Upgrade(Path, Connection, version);
        Run(RowsOf[version]);

        CoordinatorContext.Migrations.Upgrade(Path, Connection);

        using CoordinatorContext context = new(new DbContextOptionsBuilder<CoordinatorContext>().UseSqlite(Connection).Options);
        string[] tables = [.. context.Model.GetEntityTypes().Select(type => type.GetTableName()!)];
        Assert.Equal(Schema.Of(context, folder["model.db"]), Schema.Of(Connection).Where(line => tables.Contains(line.Split(' ', ':')[0])));
        Assert.Equal(version > 0, context.Releases.Any(row => row.Sha256 == "b") && context.Progress.Any(row => row.HoldOutMae == 0.5));
        Assert.Empty(Ask("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void Upgrade_FromEachEarlierVersion_EndsAtOneSchema()
    {
        IEnumerable<List<string>> schemas = Enumerable.Range(0, CoordinatorContext.Migrations.Newest + 1).Select(version =>
        {
            string path = folder[$"{version}.db"];
            string connection = $"Data Source={path};Pooling=False";
            CoordinatorContext.Migrations.Upgrade(path, connection, version);
            CoordinatorContext.Migrations.Upgrade(path, connection);
            return Schema.Of(connection);
        });

        Assert.Single(schemas.Select(lines => string.Join('\n', lines)).Distinct());
    }

    [Fact]
    public void Upgrade_ToSums_CountsWhoContributedToCompletedSumsAndEndsOldAttempts()
    {
        CoordinatorContext.Migrations.Upgrade(Path, Connection, 1);
        Run("""
            INSERT INTO study VALUES ('s', x'7b7d', 0, '', 'st', 1, NULL, 5, NULL);
            INSERT INTO attempt VALUES ('s', 1, 1, 'st', 'a', 'moments', 3, 2, 6, 7), ('s', 1, 2, 'st', 'a', 'moments', 3, 1, 6, 7), ('s', 2, 1, 'st', 'a', 'w', 3, 0, 8, NULL);
            INSERT INTO contribution VALUES ('s', 1, 1, 'lost', 'p', x'00', x'01', 6), ('s', 1, 2, 'm', 'q', x'00', x'01', 6), ('s', 2, 1, 'm', 'r', x'00', x'01', 6);
            """);

        CoordinatorContext.Migrations.Upgrade(Path, Connection);

        Assert.Equal("m 1", Ask("SELECT group_concat(member || ' ' || sums) FROM contributor"));
        Assert.Equal("3", Ask("SELECT outcome FROM attempt WHERE round = 2"));
    }

    [Fact]
    public void Upgrade_OfANewerVersion_IsRefusedAndChangesNothing()
    {
        CoordinatorContext.Migrations.Upgrade(Path, Connection);
        Run("PRAGMA user_version = 99");

        RefusedException refused = Assert.Throws<RefusedException>(() => CoordinatorContext.Migrations.Upgrade(Path, Connection));

        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
        Assert.Contains("99", refused.Message);
        Assert.Equal("99", Ask("PRAGMA user_version"));
    }

    [Fact]
    public void Upgrade_OfAnotherStore_IsRefused()
    {
        Run("CREATE TABLE strange (a INTEGER)");

        Assert.Contains("not the store", Assert.Throws<RefusedException>(() => CoordinatorContext.Migrations.Upgrade(Path, Connection)).Message);
    }

    [Fact]
    public void Upgrade_OfWhatIsNoDatabase_IsRefused()
    {
        File.WriteAllText(Path, new string('x', 5000));

        Assert.Contains("damaged", Assert.Throws<RefusedException>(() => CoordinatorContext.Migrations.Upgrade(Path, Connection)).Message);
    }

    [Fact]
    public void Upgrade_Done_HasAWriteAheadLogThatIsFlushedAtEachCommit()
    {
        CoordinatorContext.Migrations.Upgrade(Path, Connection);

        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
        Assert.Equal("2", Ask("PRAGMA synchronous"));
    }

    private void Run(string sql) => Ask(sql);

    private string Ask(string sql)
    {
        using SqliteConnection database = new(Connection);
        database.Open();
        using SqliteCommand command = new(sql + ";", database);
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
