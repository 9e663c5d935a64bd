using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeMigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-node-migration-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>From each earlier schema, the empty file included, today's is what EF Core would make for the model.</summary>
    [Theory]
    [MemberData(nameof(Earlier))]
    public void Upgrade_FromAnEarlierSchema_IsTheModelsSchema(int version)
    {
        string path = Path.Combine(folder.FullName, "node.db");
        string connection = $"Data Source={path};Pooling=False";
        NodeContext.Migrations.Upgrade(path, connection, version);
        NodeContext.Migrations.Upgrade(path, connection);
        using NodeContext model = new(new DbContextOptionsBuilder<NodeContext>().UseSqlite(connection).Options);
        Assert.Equal(Schema.Of(model, Path.Combine(folder.FullName, "model.db")), Schema.Of(connection));
    }

    public static TheoryData<int> Earlier() => [.. Enumerable.Range(0, NodeContext.Migrations.Newest)];

    [Fact]
    public async Task Open_AStoreOfAnotherProgram_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node.db"), new string('x', 4096));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => NodeStore.OpenAsync(folder.FullName, TimeProvider.System, default));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }
}
