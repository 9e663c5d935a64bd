using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeVectorsTests : IDisposable
{
    private static readonly Digest Contribution = Digest.Of("contribution"u8);
    private static readonly StudyId OtherStudy = new(Digest.Of("other study"u8));

    private readonly NodeFolder folder = new();

    private string Box => folder[Path.Combine("vectors", Contribution.ToString())];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((5 << 20) + 4)]
    public async Task Put_AfterARestart_TheSameBytesAreRead(int length)
    {
        byte[] vector = RandomNumberGenerator.GetBytes(length);
        using (NodeStore store = await folder.OpenAsync())
            await store.Vectors.PutAsync(NodeFolder.Study, Contribution, vector, default);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(vector, await again.Vectors.ReadAsync(Contribution, default));
        StoredVector held = Assert.Single(await again.Vectors.ListAsync(default));
        Assert.Equal((Contribution, length), (held.Contribution, held.Length));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(SealedVector.ChunkSize + 1)]
    public async Task Put_ASecondOneForAContribution_IsAnError(int length)
    {
        byte[] first = RandomNumberGenerator.GetBytes(length);
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, first, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[length], default));
        Assert.Equal(first, await store.Vectors.ReadAsync(Contribution, default));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(SealedVector.ChunkSize + 1)]
    public async Task Put_OnTheDisk_IsSealed(int length)
    {
        byte[] vector = RandomNumberGenerator.GetBytes(length);
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, vector, default);
        Assert.False(folder.Holds(vector.AsSpan(0, 16)));
        Assert.Equal(length > SealedVector.ChunkSize, File.Exists(Box));
    }

    [Fact]
    public async Task Put_ALargeOne_IsTheOwnersAlone()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[SealedVector.ChunkSize + 1], default);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Box));
    }

    [Fact]
    public async Task Read_OfWhatWasNeverStored_IsNull()
    {
        using NodeStore store = await folder.OpenAsync();
        Assert.Null(await store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task Read_OfDamagedBytes_Throws()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[2 * SealedVector.ChunkSize], default);
        byte[] box = await File.ReadAllBytesAsync(Box);
        box[50] ^= 1;
        await File.WriteAllBytesAsync(Box, box);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task Read_WithChunksExchanged_Throws()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, RandomNumberGenerator.GetBytes(2 * SealedVector.ChunkSize), default);
        byte[] boxes = await File.ReadAllBytesAsync(Box);
        int half = boxes.Length / 2;
        await File.WriteAllBytesAsync(Box, [.. boxes[half..], .. boxes[..half]]);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Vectors.ReadAsync(Contribution, default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(SealedVector.ChunkSize + 1)]
    public async Task Keep_StepThatErasesIt_LeavesNeitherFileNorKey(int length)
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[length], default);
        foreach (int _ in new[] { 1, 2 })
            Assert.True((await store.Promises.KeepAsync(new PromiseStep { Erase = Contribution }, default)).IsGiven);
        Assert.Null(await store.Vectors.ReadAsync(Contribution, default));
        Assert.False(File.Exists(Box));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(folder.KeyFile)).AsSpan().IndexOf(Contribution.ToArray()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(SealedVector.ChunkSize + 1)]
    public async Task Keep_StepThatErasesItWhileAnotherOpenAttemptMasksIt_LeavesItToThat(int length)
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.EnterAsync(store, 2);
        await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[length], default);
        foreach (int setup in new[] { 1, 2 })
            await NodeFolder.KeepAsync(store, NodeFolder.Promise(setup, 2) with { Contribution = Contribution });
        await EndAsync(store, 1);
        Assert.Equal(new byte[length], await store.Vectors.ReadAsync(Contribution, default));
        await EndAsync(store, 2);
        Assert.Null(await store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task EndStudy_ErasesItsVectorsButForThoseThatAnotherStudyMasks()
    {
        Digest other = Digest.Of("other"u8);
        using NodeStore store = await folder.OpenWithSetupAsync();
        await store.Vectors.PutAsync(OtherStudy, Contribution, new byte[] { 1 }, default);
        await store.Vectors.PutAsync(OtherStudy, other, new byte[] { 2 }, default);
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2) with { Contribution = Contribution });
        await store.Promises.EndStudyAsync(OtherStudy, default);
        Assert.Equal(Contribution, Assert.Single(await store.Vectors.ListAsync(default)).Contribution);
        await store.Promises.EndStudyAsync(NodeFolder.Study, default);
        Assert.Empty(await store.Vectors.ListAsync(default));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData((2 * SealedVector.ChunkSize) + 1, 4)]
    public async Task Open_KilledAtEachWriteOfAPut_ItCanBePutAgain(int length, int writes)
    {
        List<NodeFolder> copies = [];
        using (NodeStore store = await folder.OpenAsync(new WatchedSource(() => copies.Add(folder.Copy()))))
            await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[length], default);
        Assert.Equal(writes, copies.Count);
        foreach (NodeFolder copy in copies)
        {
            using NodeStore again = await copy.OpenAsync();
            Assert.Null(await again.Vectors.ReadAsync(Contribution, default));
            Assert.Empty(Directory.EnumerateFiles(copy["vectors"]));
            await again.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[] { 1 }, default);
        }

        copies.ForEach(copy => copy.Dispose());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(SealedVector.ChunkSize + 1)]
    public async Task Open_KeyMissing_TheVectorIsGone(int length)
    {
        using (NodeStore store = await folder.OpenAsync())
            await store.Vectors.PutAsync(NodeFolder.Study, Contribution, new byte[length], default);
        File.Delete(folder.KeyFile);
        using NodeStore again = await folder.OpenAsync();
        Assert.Null(await again.Vectors.ReadAsync(Contribution, default));
        Assert.Empty(Directory.EnumerateFiles(folder["vectors"]));
    }

    private static Task<Outcome<byte[][]>> EndAsync(NodeStore store, int setup) => store.Promises.KeepAsync(
        new PromiseStep { End = new SetupEnd(NodeFolder.Setup(setup), SetupStatus.Done), Erase = Contribution }, default);
}
