using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeSnapshotsTests : IDisposable
{
    private static readonly Digest Rows = Digest.Of("rows"u8);
    private static readonly Digest Others = Digest.Of("other rows"u8);

    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Use_SameRowsAfterARestart_IsTheSame()
    {
        SnapshotRecord first;
        using (NodeStore store = await folder.OpenAsync())
            first = await UseAsync(store, 1, Rows);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(first, await UseAsync(again, 1, Rows));
        Assert.Equal(first, await UseAsync(again, 2, Rows));
        Assert.Equal((1, Rows, 120, 5), (first.Number, first.Rows, first.RowCount, first.MinimumCell));
    }

    [Fact]
    public async Task Use_TooFewRowsChanged_IsRefused()
    {
        using NodeStore store = await folder.OpenAsync();
        await UseAsync(store, 1, Rows);
        Refusal? refusal = await RefusedAsync(store, 2, Others, changed: 4);
        Assert.Equal(RefusalCode.DataUnusable, refusal?.Code);
        Assert.Contains("4 rows changed", refusal?.Detail);
    }

    [Fact]
    public async Task Use_EnoughRowsChanged_IsTheNextSnapshot()
    {
        using NodeStore store = await folder.OpenAsync();
        await UseAsync(store, 1, Rows);
        SnapshotRecord second = await UseAsync(store, 2, Others, changed: 5);
        Assert.Equal((2, Others), (second.Number, second.Rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Use_SameRowsGroupedByAnotherNumber_IsRefusedNamingTheFirst(int cell)
    {
        using NodeStore store = await folder.OpenAsync();
        await UseAsync(store, 1, Rows);
        Refusal? refusal = await RefusedAsync(store, 2, Rows, cell: cell);
        Assert.Equal(RefusalCode.CellDiffers, refusal?.Code);
        Assert.Contains("plan with 5", refusal?.Detail);
        Assert.Equal(1, (await UseAsync(store, 3, Rows)).Number);
    }

    [Fact]
    public async Task Use_FewerRowsChangedThanTheSnapshotsGroups_IsRefusedWhateverThePlanSays()
    {
        using NodeStore store = await folder.OpenAsync();
        await UseAsync(store, 1, Rows);
        Assert.Equal(RefusalCode.DataUnusable, (await RefusedAsync(store, 2, Others, cell: 1, changed: 4))?.Code);
    }

    [Fact]
    public async Task Use_OtherRowsInAStudyThatHasSome_IsRefusedHoweverManyChanged()
    {
        using (NodeStore store = await folder.OpenAsync())
            await UseAsync(store, 1, Rows);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(2, (await UseAsync(again, 2, Others, changed: 120)).Number);
        Assert.Equal(RefusalCode.DataUnusable, (await RefusedAsync(again, 1, Others, changed: 120))?.Code);
        Assert.Equal(1, (await UseAsync(again, 1, Rows)).Number);
    }

    [Fact]
    public async Task Use_InARestoredDatabase_IsNoNumberThatWasUsedBefore()
    {
        using NodeStore store = await folder.OpenAsync();
        SnapshotRecord first = await UseAsync(store, 1, Rows);
        using NodeFolder backup = folder.Copy();
        SnapshotRecord lost = await UseAsync(store, 2, Others, changed: 120);
        backup.TakeKeyFile(folder);

        using NodeStore restored = await backup.OpenAsync();
        Assert.Equal(first, await UseAsync(restored, 1, Rows));
        SnapshotRecord next = await UseAsync(restored, 3, Digest.Of("new rows"u8), changed: 120);
        Assert.True(next.Number > lost.Number);
    }

    [Fact]
    public async Task Use_InARestoredDatabaseThatDoesNotShowTheStudysRows_IsRefused()
    {
        using NodeStore store = await folder.OpenAsync();
        using NodeFolder backup = folder.Copy();
        await UseAsync(store, 1, Rows);
        backup.TakeKeyFile(folder);
        using NodeStore restored = await backup.OpenAsync();
        Assert.Equal(RefusalCode.PromisesRestored, (await RefusedAsync(restored, 1, Rows))?.Code);
        Assert.Equal(Rows, (await UseAsync(restored, 2, Rows)).Rows);
    }

    [Fact]
    public async Task Use_AfterTheKeyFileWasLost_TakesNewRowsAlone()
    {
        using (NodeStore store = await folder.OpenAsync())
            await UseAsync(store, 1, Rows);
        File.Delete(folder.KeyFile);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(RefusalCode.PromisesRestored, (await RefusedAsync(again, 1, Rows))?.Code);
        Assert.Equal(RefusalCode.PromisesRestored, (await RefusedAsync(again, 2, Rows))?.Code);
        Assert.Equal(Others, (await UseAsync(again, 2, Others, changed: 5)).Rows);
    }

    private static async Task<SnapshotRecord> UseAsync(NodeStore store, int study, Digest rows, int cell = 5, int changed = 0) =>
        (await ChooseAsync(store, study, rows, cell, changed)).OrThrow();

    private static async Task<Refusal?> RefusedAsync(NodeStore store, int study, Digest rows, int cell = 5, int changed = 0) =>
        (await ChooseAsync(store, study, rows, cell, changed)).Refusal;

    private static Task<Outcome<SnapshotRecord>> ChooseAsync(NodeStore store, int study, Digest rows, int cell, int changed) =>
        store.Snapshots.UseAsync(new StudyId(Digest.Of([(byte)study])), new NewSnapshot(rows, 120, cell), _ => changed, default);
}
