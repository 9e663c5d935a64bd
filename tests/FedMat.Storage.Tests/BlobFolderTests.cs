using FedMat.Crypto;

namespace FedMat.Storage.Tests;

public sealed class BlobFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly BlobFolder blobs;

    public BlobFolderTests() => blobs = new BlobFolder(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Spool_WrittenInPieces_IsKeptUnderTheDigestOfTheWhole()
    {
        using BlobSpool spool = blobs.Spool();
        spool.Write("ab"u8);
        spool.Write("c"u8);

        Digest digest = spool.Keep();

        Assert.Equal(Digest.Of("abc"u8), digest);
        Assert.Equal("abc"u8, blobs.Read(digest));
    }

    [Fact]
    public void Spool_DisposedWithoutKeep_LeavesNothing()
    {
        using (BlobSpool spool = blobs.Spool())
            spool.Write("abc"u8);

        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Put_TheSameBytesTwice_KeepsThemOnce()
    {
        Assert.Equal(blobs.Put("abc"u8), blobs.Put("abc"u8));

        Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Read_OfDamagedBytes_Throws()
    {
        Digest digest = blobs.Put("abc"u8);
        File.WriteAllText(Directory.GetFiles(folder.Path, digest.ToString(), SearchOption.AllDirectories).Single(), "abd");

        Assert.Throws<InvalidDataException>(() => blobs.Read(digest));
    }

    [Fact]
    public void Sweep_WithAnUnfinishedAndAnUnnamedBlob_KeepsOnlyTheNamedOne()
    {
        Digest named = blobs.Put("abc"u8);
        blobs.Put("def"u8);
        File.WriteAllText(Path.Combine(folder["incoming"], "half"), "x");

        Assert.Equal(2, blobs.Sweep(new HashSet<Digest> { named }));

        Assert.Equal("abc"u8, blobs.Read(named));
        Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }
}
