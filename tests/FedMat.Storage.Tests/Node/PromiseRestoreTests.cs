using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

/// <summary>What a node may still promise with an older database, without its key file, or with neither.</summary>
public sealed class PromiseRestoreTests : IDisposable
{
    private readonly NodeFolder folder = new();

    private static PromiseStep Step => new()
    {
        Open = new NewSetup(NodeFolder.Round(2), NodeFolder.Setup(2), NodeFolder.Secrets(2)),
        Promises = [NodeFolder.Promise(1, 4, answer: "shares", isSecret: true), NodeFolder.Promise(2, 0, answer: "advert")],
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_OlderDatabase_ClosesEveryOpenAttemptAndRemembers()
    {
        using NodeFolder restored = await RestoreAsync();
        long mark = MarkOf(restored);
        using (NodeStore again = await restored.OpenAsync())
        {
            Assert.Equal(mark, again.Promises.Restored);
            Assert.Empty(await again.Promises.OpenSetupsAsync(null, default));
            Assert.Equal(SetupStatus.Closed, (await again.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
            Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(again, NodeFolder.Promise(1, 4))).Refusal?.Code);
        }

        Assert.False(Holds(restored, NodeFolder.Setup(1)));
        Assert.False(Holds(restored, NodeFolder.Setup(2)));
        using NodeStore later = await restored.OpenAsync();
        Assert.Equal(mark, later.Promises.Restored);
    }

    [Fact]
    public async Task Open_OlderDatabaseASecondTime_IsSeenAgain()
    {
        using NodeFolder restored = await RestoreAsync();
        using NodeFolder sameBackup = restored.Copy();
        long first = MarkOf(restored);
        using (NodeStore store = await restored.OpenAsync())
            (await store.Promises.OpenAsync(NodeFolder.Round(3), NodeFolder.Setup(3), NodeFolder.Secrets(3), default)).OrThrow();
        sameBackup.TakeKeyFile(restored);
        using NodeStore again = await sameBackup.OpenAsync();
        Assert.True(again.Promises.Restored > first);
    }

    [Fact]
    public async Task KeepClosing_AfterARestore_IsRefusedForAttemptsThatWereEnteredBefore()
    {
        using NodeFolder restored = await RestoreAsync();
        using NodeStore store = await restored.OpenAsync();
        (await NodeFolder.EnterAsync(store, 3)).OrThrow();
        foreach (int round in new[] { 1, 2 })
        {
            Outcome<byte[]> closing = await store.Promises.KeepClosingAsync(NodeFolder.Round(round), NodeFolder.Text("closed"), default);
            Assert.Equal(RefusalCode.PromisesRestored, closing.Refusal?.Code);
        }

        foreach (int round in new[] { 3, 4 })
            Assert.True((await store.Promises.KeepClosingAsync(NodeFolder.Round(round), NodeFolder.Text("closed"), default)).IsGiven);
    }

    [Fact]
    public async Task Open_OlderDatabase_EntersNoAttemptThatWasEnteredBefore()
    {
        using NodeFolder restored = await RestoreAsync();
        using NodeStore store = await restored.OpenAsync();
        Outcome<SetupRecord> again = await store.Promises.OpenAsync(NodeFolder.Round(2), NodeFolder.Setup(2), NodeFolder.Secrets(5), default);
        Assert.Equal(RefusalCode.PromisesRestored, again.Refusal?.Code);
        Assert.True((await NodeFolder.EnterAsync(store, 3)).IsGiven);
    }

    [Fact]
    public async Task Open_OlderDatabase_EntersNoAttemptThatWasSignedAway()
    {
        using NodeStore store = await folder.OpenAsync();
        using NodeFolder backup = folder.Copy();
        (await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default)).OrThrow();
        backup.TakeKeyFile(folder);
        using NodeStore restored = await backup.OpenAsync();
        Assert.Equal(RefusalCode.PromisesRestored, (await NodeFolder.EnterAsync(restored, 1)).Refusal?.Code);
    }

    [Fact]
    public async Task Open_KilledBetweenCommitAndNote_NotesWhatWasEntered()
    {
        // The key file of before the step; the next start finds the attempt in the database alone.
        using NodeStore store = await folder.OpenWithSetupAsync();
        using NodeFolder backup = folder.Copy();
        (await store.Promises.KeepAsync(Step, default)).OrThrow();
        using NodeFolder killed = folder.Copy();
        using (PromiseKeys keys = PromiseKeys.Open(backup.KeyFile, RandomNumberGenerator.Create()))
            keys.Ensure(NodeFolder.Setup(2));
        killed.TakeKeyFile(backup);
        using (await killed.OpenAsync())
        {
        }

        backup.TakeKeyFile(killed);
        using NodeStore restored = await backup.OpenAsync();
        Assert.Equal(RefusalCode.PromisesRestored, (await NodeFolder.EnterAsync(restored, 2)).Refusal?.Code);
    }

    [Fact]
    public async Task Open_WithoutKeyFile_IsARestoredDatabaseWhoseIdentityIsSpent()
    {
        using (await folder.OpenWithSetupAsync())
        {
        }

        long mark = MarkOf(folder);
        File.Delete(folder.KeyFile);
        using (NodeStore again = await folder.OpenAsync())
        {
            Assert.Equal(mark + PromiseRecovery.Gap, again.Promises.Restored);
            Assert.Equal(SetupStatus.Closed, (await again.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
            Assert.Null(await again.Promises.SecretsAsync(NodeFolder.Setup(1), default));
        }

        using NodeStore later = await folder.OpenAsync();
        Assert.True(later.Promises.IsIdentitySpent);
        foreach (int number in new[] { 1, 2 })
            Assert.False((await NodeFolder.EnterAsync(later, number)).IsGiven);
    }

    [Fact]
    public async Task Open_WithoutKeyFileUnderANewIdentity_EntersAttemptsAndClosesNone()
    {
        using (await folder.OpenWithSetupAsync())
        {
        }

        File.Delete(folder.KeyFile);
        using (await folder.OpenAsync())
        {
        }

        folder.Identity = NodeFolder.NewIdentity();
        using NodeStore store = await folder.OpenAsync();
        Assert.False(store.Promises.IsIdentitySpent);
        Assert.True((await NodeFolder.EnterAsync(store, 2)).IsGiven);
        Outcome<byte[]> closing = await store.Promises.KeepClosingAsync(NodeFolder.Round(2), NodeFolder.Text("closed"), default);
        Assert.Equal(RefusalCode.PromisesRestored, closing.Refusal?.Code);
    }

    [Fact]
    public async Task Open_WithoutKeyFileBeforeAnythingWasPromised_IsSeenToo()
    {
        // A backup of the first day may be put back after years.
        using (await folder.OpenAsync())
        {
        }

        File.Delete(folder.KeyFile);
        using NodeStore again = await folder.OpenAsync();
        Assert.True(again.Promises.IsIdentitySpent);
    }

    [Fact]
    public async Task Open_WithoutDatabase_IsARestoredDatabase()
    {
        using (await folder.OpenWithSetupAsync())
        {
        }

        long mark = MarkOf(folder);
        File.Delete(folder["node.db"]);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(mark, again.Promises.Restored);
    }

    // A backup from before the step, with the key file of after it.
    private async Task<NodeFolder> RestoreAsync()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        NodeFolder backup = folder.Copy();
        (await store.Promises.KeepAsync(Step, default)).OrThrow();
        backup.TakeKeyFile(folder);
        return backup;
    }

    private static bool Holds(NodeFolder folder, Digest name) => File.ReadAllBytes(folder.KeyFile).AsSpan().IndexOf(name.ToArray()) >= 0;

    private static long MarkOf(NodeFolder folder)
    {
        using NodeFolder copy = folder.Copy();
        using PromiseKeys keys = PromiseKeys.Open(copy.KeyFile, RandomNumberGenerator.Create());
        return keys.Mark;
    }
}
