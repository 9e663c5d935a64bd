using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeMigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-node-migration-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>From each earlier schema, the empty file included, today's has what EF Core would make for the model. Other tables are in plain SQL.</summary>
    [Theory]
    [MemberData(nameof(Earlier))]
    public void Upgrade_FromAnEarlierSchema_HasTheModelsTables(int version)
    {
        string path = Path.Combine(folder.FullName, "node.db");
        string connection = $"Data Source={path};Pooling=False";
        NodeContext.Migrations.Upgrade(path, connection, version);
        NodeContext.Migrations.Upgrade(path, connection);
        using NodeContext model = new(new DbContextOptionsBuilder<NodeContext>().UseSqlite(connection).Options);
        string[] tables = [.. model.Model.GetEntityTypes().Select(type => type.GetTableName()!)];
        Assert.Equal(
            Schema.Of(model, Path.Combine(folder.FullName, "model.db")),
            Schema.Of(connection).Where(line => tables.Contains(line.Split(' ', ':')[0])));
    }

    [Fact]
    public void Upgrade_FromEachEarlierSchema_EndsAtOneSchema()
    {
        IEnumerable<List<string>> schemas = Enumerable.Range(0, NodeContext.Migrations.Newest).Select(version =>
        {
            string path = Path.Combine(folder.FullName, $"{version}.db");
            string connection = $"Data Source={path};Pooling=False";
            NodeContext.Migrations.Upgrade(path, connection, version);
            NodeContext.Migrations.Upgrade(path, connection);
            return Schema.Of(connection);
        });
        Assert.Single(schemas.Select(lines => string.Join('\n', lines)).Distinct());
    }

    public static TheoryData<int> Earlier() => [.. Enumerable.Range(0, NodeContext.Migrations.Newest)];

    [Fact]
    public async Task Open_AStoreOfAnotherProgram_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node.db"), new string('x', 4096));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => NodeStore.OpenAsync(folder.FullName, NodeFolder.NewIdentity(), TimeProvider.System, default));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }
}
