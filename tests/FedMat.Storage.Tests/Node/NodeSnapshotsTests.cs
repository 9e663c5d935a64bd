using FedMat.Crypto;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeSnapshotsTests : IDisposable
{
    private static readonly Digest Rows = Digest.Of("rows"u8);
    private static readonly Digest Others = Digest.Of("other rows"u8);

    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Number_SameRowsAfterARestart_IsTheSame()
    {
        SnapshotRecord first;
        using (NodeStore store = await folder.OpenAsync())
            first = await store.Snapshots.NumberAsync(Rows, 120, _ => true, default);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(first, await again.Snapshots.NumberAsync(Rows, 120, _ => true, default));
        Assert.Equal((1, Rows, 120), (first.Number, first.Rows, first.RowCount));
    }

    [Fact]
    public async Task Number_ChangedRowsThatMayNotCount_AreTheSnapshotBefore()
    {
        using NodeStore store = await folder.OpenAsync();
        SnapshotRecord first = await store.Snapshots.NumberAsync(Rows, 120, _ => true, default);
        Assert.Equal(first, await store.Snapshots.NumberAsync(Others, 121, latest => latest.RowCount > 120, default));
    }

    [Fact]
    public async Task Number_ChangedRowsThatMayCount_AreTheNextSnapshot()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Snapshots.NumberAsync(Rows, 120, _ => true, default);
        SnapshotRecord second = await store.Snapshots.NumberAsync(Others, 150, latest => latest.RowCount == 120, default);
        Assert.Equal((2, Others, 150), (second.Number, second.Rows, second.RowCount));
    }

    [Fact]
    public async Task Number_InARestoredDatabase_IsNoneThatWasUsedBefore()
    {
        using NodeStore store = await folder.OpenAsync();
        SnapshotRecord first = await store.Snapshots.NumberAsync(Rows, 120, _ => true, default);
        using NodeFolder backup = folder.Copy();
        SnapshotRecord lost = await store.Snapshots.NumberAsync(Others, 150, _ => true, default);
        backup.TakeKeyFile(folder);

        using NodeStore restored = await backup.OpenAsync();
        SnapshotRecord old = await restored.Snapshots.NumberAsync(Rows, 120, _ => true, default);
        SnapshotRecord next = await restored.Snapshots.NumberAsync(Digest.Of("new rows"u8), 180, _ => true, default);
        Assert.Equal(first.Number, old.Number);
        Assert.True(old.Mark <= restored.Promises.Restored);
        Assert.True(next.Number > lost.Number);
        Assert.True(next.Mark > restored.Promises.Restored);
    }
}
