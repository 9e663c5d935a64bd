using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests.Coordinator;

public sealed class VectorFolderTests : IDisposable
{
    private static readonly byte[] Bytes = [1, 2, 3, 4, 5];
    private static readonly Digest Setup = Digest.Of("setup"u8);

    private readonly TemporaryFolder folder = new();
    private readonly MemberId owner = MemberId.Create();

    private VectorKey Key => new(Setup, owner, Digest.Of(Bytes));

    private VectorFolder Vectors { get; }

    public VectorFolderTests()
    {
        Vectors = new VectorFolder(folder["vectors"], new CleanUp());
        Vectors.Make(Setup);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Spool_InPieces_IsThereWholeOnceItIsKept()
    {
        using VectorSpool spool = Vectors.Begin(Key);
        await spool.WriteAsync(Bytes.AsMemory(0, 2), CancellationToken.None);
        Assert.False(Vectors.Has(Key));
        await spool.WriteAsync(Bytes.AsMemory(2), CancellationToken.None);

        Assert.True(spool.Keep());

        Assert.Equal((5, 5), (spool.Length, Vectors.Length(Key)));
        Assert.Equal(Bytes, Vectors.Read(Key));
        using FileStream stream = Vectors.Open(Key);
        Assert.Equal(5, stream.Length);
    }

    [Fact]
    public async Task Spool_OfOtherBytesThanItsName_IsNotKept()
    {
        using (VectorSpool spool = Vectors.Begin(Key))
        {
            await spool.WriteAsync(new byte[5], CancellationToken.None);
            Assert.False(spool.Keep());
        }

        Assert.Empty(Directory.GetFiles(folder["vectors"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Vectors_OfTwoOwnersWithTheSameBytes_AreTwo()
    {
        await Vectors.WriteAsync(Key, Bytes, CancellationToken.None);

        Assert.False(Vectors.Has(Key with { Owner = MemberId.Create() }));
        Assert.False(Vectors.Has(Key with { Owner = null }));
        Assert.False(Vectors.Has(Key with { Setup = Digest.Of("other"u8) }));
    }

    [Fact]
    public async Task Read_OfAFileThatWasAltered_Throws()
    {
        await Vectors.WriteAsync(Key, Bytes, CancellationToken.None);
        string path = Directory.GetFiles(folder["vectors"], "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(path, [1, 2, 3, 4, 6]);

        Assert.Throws<InvalidDataException>(() => Vectors.Read(Key));
    }

    [Fact]
    public async Task Drop_TakesOneOrAllAway()
    {
        VectorKey sum = Key with { Owner = null };
        await Vectors.WriteAsync(Key, Bytes, CancellationToken.None);
        await Vectors.WriteAsync(sum, Bytes, CancellationToken.None);

        Vectors.Drop(Key);
        Assert.Equal((false, true), (Vectors.Has(Key), Vectors.Has(sum)));
        Vectors.Drop(Setup);
        Assert.False(Vectors.Has(sum));
        Vectors.Drop(Key);
        Vectors.Drop(Setup);
    }

    [Fact]
    public void Begin_OfAnAttemptThatIsOver_MakesNoPlaceForIt()
    {
        Vectors.Drop(Setup);

        Assert.Throws<DirectoryNotFoundException>(() => Vectors.Begin(Key));
        Assert.Empty(Directory.GetFileSystemEntries(folder["vectors"]));
    }

    [Fact]
    public void Sweep_MakesAPlaceForEveryAttemptThatGoesOn()
    {
        Digest other = Digest.Of("other"u8);

        Vectors.Sweep(new HashSet<Digest> { Setup, other });

        using VectorSpool spool = Vectors.Begin(Key with { Setup = other });
    }

    [Fact]
    public async Task Sweep_TakesAwayWhatWasNeverFinishedAndWhatBelongsToNoAttempt()
    {
        VectorKey strange = Key with { Setup = Digest.Of("other"u8) };
        Vectors.Make(strange.Setup);
        await Vectors.WriteAsync(Key, Bytes, CancellationToken.None);
        await Vectors.WriteAsync(strange, Bytes, CancellationToken.None);
        using VectorSpool broken = Vectors.Begin(Key with { Sha256 = Digest.Of("broken"u8) });
        await broken.WriteAsync(Bytes, CancellationToken.None);

        Vectors.Sweep(new HashSet<Digest> { Setup });

        Assert.Equal((true, false), (Vectors.Has(Key), Vectors.Has(strange)));
        Assert.Single(Directory.GetFiles(folder["vectors"], "*", SearchOption.AllDirectories));
    }
}
