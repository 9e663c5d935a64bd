using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeVectorsTests : IDisposable
{
    private static readonly Digest Contribution = Digest.Of("contribution"u8);

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
            await store.Vectors.PutAsync(Contribution, vector, default);
        using NodeStore again = await folder.OpenAsync();
        Assert.Equal(vector, await again.Vectors.ReadAsync(Contribution, default));
        StoredVector held = Assert.Single(await again.Vectors.ListAsync(default));
        Assert.Equal((Contribution, length), (held.Contribution, held.Length));
    }

    [Fact]
    public async Task Put_ASecondOneForAContribution_IsAnError()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(Contribution, new byte[] { 1, 2 }, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Vectors.PutAsync(Contribution, new byte[] { 3, 4 }, default));
        Assert.Equal([1, 2], await store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task Put_OnTheDisk_IsSealedAndTheOwnersAlone()
    {
        byte[] vector = RandomNumberGenerator.GetBytes(100);
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(Contribution, vector, default);
        Assert.False(folder.Holds(vector.AsSpan(0, 16)));
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
        await store.Vectors.PutAsync(Contribution, new byte[100], default);
        byte[] box = await File.ReadAllBytesAsync(Box);
        box[50] ^= 1;
        await File.WriteAllBytesAsync(Box, box);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task Read_WithChunksExchanged_Throws()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(Contribution, RandomNumberGenerator.GetBytes(2 * SealedVector.ChunkSize), default);
        byte[] boxes = await File.ReadAllBytesAsync(Box);
        int half = boxes.Length / 2;
        await File.WriteAllBytesAsync(Box, [.. boxes[half..], .. boxes[..half]]);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Vectors.ReadAsync(Contribution, default));
    }

    [Fact]
    public async Task Erase_LeavesNeitherFileNorKey()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(Contribution, new byte[] { 1, 2 }, default);
        await store.Vectors.EraseAsync(Contribution, default);
        await store.Vectors.EraseAsync(Contribution, default);
        Assert.Null(await store.Vectors.ReadAsync(Contribution, default));
        Assert.False(File.Exists(Box));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(folder.KeyFile)).AsSpan().IndexOf(Contribution.ToArray()));
    }

    [Fact]
    public async Task Keep_StepThatErasesIt_LeavesNeitherFileNorKey()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Vectors.PutAsync(Contribution, new byte[] { 1, 2 }, default);
        Assert.True((await store.Promises.KeepAsync(new PromiseStep { Erase = Contribution }, default)).IsGiven);
        Assert.Null(await store.Vectors.ReadAsync(Contribution, default));
        Assert.False(File.Exists(Box));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(folder.KeyFile)).AsSpan().IndexOf(Contribution.ToArray()));
    }

    [Fact]
    public async Task Open_KilledAtEachWriteOfAPut_ItCanBePutAgain()
    {
        List<NodeFolder> copies = [];
        using (NodeStore store = await folder.OpenAsync(new WatchedSource(() => copies.Add(folder.Copy()))))
            await store.Vectors.PutAsync(Contribution, new byte[(2 << 20) + 1], default);
        Assert.Equal(4, copies.Count);
        foreach (NodeFolder copy in copies)
        {
            using NodeStore again = await copy.OpenAsync();
            Assert.Null(await again.Vectors.ReadAsync(Contribution, default));
            Assert.Empty(Directory.EnumerateFiles(copy["vectors"]));
            await again.Vectors.PutAsync(Contribution, new byte[] { 1 }, default);
        }

        copies.ForEach(copy => copy.Dispose());
    }

    [Fact]
    public async Task Open_KeyMissing_TheVectorIsGone()
    {
        using (NodeStore store = await folder.OpenAsync())
            await store.Vectors.PutAsync(Contribution, new byte[] { 1, 2 }, default);
        File.Delete(folder.KeyFile);
        using NodeStore again = await folder.OpenAsync();
        Assert.Null(await again.Vectors.ReadAsync(Contribution, default));
        Assert.Empty(Directory.EnumerateFiles(folder["vectors"]));
    }
}
