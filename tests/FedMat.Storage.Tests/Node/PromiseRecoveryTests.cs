using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

/// <summary>What a node finds when it starts again after a kill at each write.</summary>
public sealed class PromiseRecoveryTests : IDisposable
{
    private readonly NodeFolder folder = new();
    private readonly List<NodeFolder> copies = [];

    private static PromiseStep Step => new()
    {
        Open = new NewSetup(NodeFolder.Round(2), NodeFolder.Setup(2), NodeFolder.Secrets(2)),
        Promises = [NodeFolder.Promise(1, 4, answer: "shares", isSecret: true), NodeFolder.Promise(2, 0, answer: "advert")],
    };

    public void Dispose()
    {
        copies.ForEach(copy => copy.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task Open_KilledBeforeTheCommit_NothingOfTheStepIsThereAndItCanBeTakenAgain()
    {
        using (NodeStore store = await folder.OpenWithSetupAsync(new WatchedSource(Copy)))
        {
            copies.Clear();
            (await store.Promises.KeepAsync(Step, default)).OrThrow();
        }

        Assert.Equal(3, copies.Count);
        foreach (NodeFolder copy in copies)
        {
            using NodeStore again = await copy.OpenAsync();
            Assert.Null(again.Promises.Restored);
            Assert.Null(await again.Promises.FindAsync(NodeFolder.Round(2), default));
            Assert.Empty(await again.Promises.ListAsync(NodeFolder.Setup(1), default));
            Assert.Equal(-1, File.ReadAllBytes(copy.KeyFile).AsSpan().IndexOf(NodeFolder.Setup(2).ToArray()));
            Assert.True((await again.Promises.KeepAsync(Step, default)).IsGiven);
        }
    }

    [Fact]
    public async Task Open_KilledBetweenCommitAndMark_TheStepStands()
    {
        using NodeFolder killed = await KillBeforeTheMarkAsync(hasKey: true);
        using NodeStore again = await killed.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.Equal(NodeFolder.Secrets(2), await again.Promises.SecretsAsync(NodeFolder.Setup(2), default));
        Assert.Equal(NodeFolder.Text("shares"), (await again.Promises.KeepAsync(Step, default)).OrThrow()[0]);
    }

    [Fact]
    public async Task Open_KilledWhileTheNewKeyWasNotOnTheDisk_ClosesThatAttemptAlone()
    {
        using NodeFolder killed = await KillBeforeTheMarkAsync(hasKey: false);
        using NodeStore again = await killed.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.Equal(NodeFolder.Setup(1), Assert.Single(await again.Promises.OpenSetupsAsync(null, default)).Setup);
        Assert.Equal("shares"u8.ToArray(), Assert.Single(await again.Promises.ListAsync(NodeFolder.Setup(1), default)).Answer);
        Assert.Equal(SetupStatus.Closed, (await again.Promises.FindAsync(NodeFolder.Round(2), default))?.Status);
    }

    [Fact]
    public async Task Open_KilledBetweenCommitAndMark_BringsTheMarkUp()
    {
        using NodeFolder killed = await KillBeforeTheMarkAsync(hasKey: true);
        long behind = MarkOf(killed);
        using (await killed.OpenAsync())
        {
        }

        Assert.Equal(behind + 1, MarkOf(killed));
    }

    [Fact]
    public async Task Open_KilledBetweenCloseAndErasure_ErasesTheKey()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        using NodeFolder before = folder.Copy();
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        using NodeFolder killed = folder.Copy();
        killed.TakeKeyFile(before);
        using NodeStore again = await killed.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.Equal(SetupStatus.Done, (await again.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
        Assert.False(Holds(killed, NodeFolder.Setup(1)));
    }

    [Fact]
    public async Task Open_TornMark_IsNoRestoredDatabase()
    {
        using (NodeStore store = await folder.OpenWithSetupAsync())
            await store.Promises.KeepAsync(Step, default);
        long newest = MarkOf(folder);
        byte[] file = await File.ReadAllBytesAsync(folder.KeyFile);
        int torn = Enumerable.Range(0, 2).Select(PromiseKeyLayout.MarkOffset)
            .Single(offset => PromiseKeyLayout.ReadMark(file.AsSpan(offset)) == newest);
        file[torn]++;
        await File.WriteAllBytesAsync(folder.KeyFile, file);
        using NodeStore again = await folder.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.Equal(2, (await again.Promises.OpenSetupsAsync(null, default)).Count);
    }

    [Fact]
    public async Task Open_KilledAtTheFirstStart_IsANewOne()
    {
        using (await folder.OpenAsync())
        {
        }

        folder.Run("UPDATE mark SET value = 1 RETURNING value");
        byte[] file = await File.ReadAllBytesAsync(folder.KeyFile);
        PromiseKeyLayout.WriteMark(file.AsSpan(PromiseKeyLayout.MarkOffset(0), PromiseKeyLayout.MarkSize), 1);
        PromiseKeyLayout.WriteMark(file.AsSpan(PromiseKeyLayout.MarkOffset(1), PromiseKeyLayout.MarkSize), 0);
        await File.WriteAllBytesAsync(folder.KeyFile, file);
        using NodeStore again = await folder.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.False(again.Promises.IsIdentitySpent);
    }

    [Fact]
    public async Task Open_OneKeyMissing_ClosesThatAttemptAlone()
    {
        using (NodeStore store = await folder.OpenWithSetupAsync())
            await store.Promises.KeepAsync(Step, default);
        using (PromiseKeys keys = PromiseKeys.Open(folder.KeyFile, RandomNumberGenerator.Create()))
            keys.Advance(0, [NodeFolder.Setup(1)]);
        using NodeStore again = await folder.OpenAsync();
        Assert.Null(again.Promises.Restored);
        Assert.Equal(NodeFolder.Setup(2), Assert.Single(await again.Promises.OpenSetupsAsync(null, default)).Setup);
    }

    // The key file of before the commit, with or without the new attempt's key, and everything else as it was afterwards.
    private async Task<NodeFolder> KillBeforeTheMarkAsync(bool hasKey)
    {
        using NodeStore store = await folder.OpenWithSetupAsync(new WatchedSource(Copy));
        copies.Clear();
        (await store.Promises.KeepAsync(Step, default)).OrThrow();
        NodeFolder killed = folder.Copy();
        killed.TakeKeyFile(copies[hasKey ? ^1 : 0]);
        return killed;
    }

    private void Copy() => copies.Add(folder.Copy());

    private static bool Holds(NodeFolder folder, Digest name) => File.ReadAllBytes(folder.KeyFile).AsSpan().IndexOf(name.ToArray()) >= 0;

    private static long MarkOf(NodeFolder folder)
    {
        using NodeFolder copy = folder.Copy();
        using PromiseKeys keys = PromiseKeys.Open(copy.KeyFile, RandomNumberGenerator.Create());
        return keys.Mark;
    }
}
