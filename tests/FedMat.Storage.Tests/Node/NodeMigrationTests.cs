using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeMigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-node-migration-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Upgrade_FromEachEarlierSchema_EndsAtOneSchema()
    {
        IEnumerable<List<string>> schemas = Enumerable.Range(0, NodeStore.Migrations.Newest).Select(version =>
        {
            string path = Path.Combine(folder.FullName, $"{version}.db");
            string connection = $"Data Source={path};Pooling=False";
            NodeStore.Migrations.Upgrade(path, connection, version);
            NodeStore.Migrations.Upgrade(path, connection);
            return Schema.Of(connection);
        });
        Assert.Single(schemas.Select(lines => string.Join('\n', lines)).Distinct());
    }

    [Fact]
    public async Task Open_AStoreOfAnotherProgram_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node.db"), new string('x', 4096));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => NodeStore.OpenAsync(folder.FullName, NodeFolder.NewIdentity(), TimeProvider.System, default));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }
}
