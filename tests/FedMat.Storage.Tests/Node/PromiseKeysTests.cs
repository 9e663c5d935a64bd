using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class PromiseKeysTests : IDisposable
{
    private static readonly Digest First = Digest.Of("first"u8);
    private static readonly Digest Second = Digest.Of("second"u8);

    private readonly TemporaryFolder folder = new();
    private readonly RandomNumberGenerator source = RandomNumberGenerator.Create();

    private string Path => folder["promises.key"];

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Ensure_AfterARestart_TheKeyIsTheSame()
    {
        byte[] key = CreateIn(First);
        using PromiseKeys again = Open();
        Assert.Equal(32, key.Length);
        Assert.Equal(key, again.Find(First));
        Assert.Null(again.Find(Second));
    }

    [Fact]
    public void Ensure_TwoNames_GivesTwoKeys()
    {
        using PromiseKeys keys = Open();
        keys.Ensure(First);
        keys.Ensure(Second);
        Assert.NotEqual(keys.Find(First), keys.Find(Second));
        Assert.Equal(new HashSet<Digest> { First, Second }, keys.Names.ToHashSet());
    }

    [Fact]
    public void Ensure_ExistingName_KeepsItsKey()
    {
        using PromiseKeys keys = Open();
        keys.Ensure(First);
        byte[] key = keys.Find(First)!;
        keys.Ensure(First);
        Assert.Equal(key, keys.Find(First));
        Assert.Single(keys.Names);
    }

    [Fact]
    public void Ensure_MoreThanTheFileHasRoomFor_KeepsAll()
    {
        List<Digest> names = [.. Enumerable.Range(0, 100).Select(number => Digest.Of([(byte)number]))];
        Dictionary<Digest, byte[]> drawn;
        using (PromiseKeys keys = Open())
        {
            names.ForEach(keys.Ensure);
            drawn = names.ToDictionary(name => name, name => keys.Find(name)!);
        }

        using PromiseKeys again = Open();
        Assert.All(names, name => Assert.Equal(drawn[name], again.Find(name)));
    }

    [Fact]
    public void Advance_WithErasedName_LeavesNeitherKeyNorNameInTheFile()
    {
        byte[] key = CreateIn(First);
        using (PromiseKeys keys = Open())
            keys.Advance(1, [First]);
        byte[] file = File.ReadAllBytes(Path);
        Assert.Equal(-1, file.AsSpan().IndexOf(key));
        Assert.Equal(-1, file.AsSpan().IndexOf(First.ToArray()));
    }

    [Fact]
    public void Advance_WithErasedNames_MakesRoomForOthers()
    {
        CreateIn(Second);
        long length = new FileInfo(Path).Length;
        using (PromiseKeys keys = Open())
        {
            for (int round = 1; round <= 100; round++)
            {
                keys.Ensure(First);
                keys.Advance(round, [First]);
            }
        }

        using PromiseKeys again = Open();
        Assert.Equal(length, new FileInfo(Path).Length);
        Assert.Equal([Second], again.Names);
    }

    [Fact]
    public void Advance_LowerMark_KeepsTheHigherOne()
    {
        using (PromiseKeys keys = Open())
        {
            keys.Advance(7, []);
            keys.Advance(5, []);
            Assert.Equal(7, keys.Mark);
        }

        using PromiseKeys again = Open();
        Assert.Equal(7, again.Mark);
    }

    [Fact]
    public void Advance_WithNotes_KeepsThemForGoodAmongTheKeys()
    {
        PromiseNote[] notes = [.. Enumerable.Range(0, 100).Select(number => PromiseNote.Agreed(First, [(byte)number]))];
        using (PromiseKeys keys = Open())
        {
            keys.Ensure(First);
            keys.Advance(1, [], notes);
            keys.Advance(1, [First], notes);
            keys.Ensure(Second);
        }

        using PromiseKeys again = Open();
        Assert.Equal(notes.Select(note => note.Value).ToHashSet(), again.ValuesOf(notes[0].Name).ToHashSet());
        Assert.Equal([Second], again.Names);
        Assert.False(again.Has(PromiseNote.Agreed(Second, [0])));
    }

    [Fact]
    public void Advance_WithAKnownNote_WritesNothing()
    {
        PromiseNote note = PromiseNote.Agreed(First, [1]);
        using PromiseKeys keys = Open();
        keys.Advance(1, [], [note]);
        byte[] before = ReadAll();
        keys.Advance(1, [], [note]);
        Assert.Equal(before, ReadAll());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Open_TornNewestMark_TheOneBeforeCounts(int newest)
    {
        using (PromiseKeys keys = Open())
        {
            for (int mark = 1; mark <= newest; mark++)
                keys.Advance(mark, []);
        }

        Damage(PromiseKeyLayout.MarkOffset(newest % 2));
        using (PromiseKeys keys = Open())
        {
            Assert.Equal(newest - 1, keys.Mark);
            keys.Advance(newest + 1, []);
        }

        using PromiseKeys again = Open();
        Assert.Equal(newest + 1, again.Mark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(95)]
    public void Open_TornKey_IsMissingAndTheOthersAreThere(int offset)
    {
        CreateIn(First, Second);
        Damage(PromiseKeyLayout.KeyOffset(0) + offset);
        using PromiseKeys keys = Open();
        Assert.Equal([Second], keys.Names);
        keys.Ensure(First);
        Assert.NotNull(keys.Find(First));
    }

    [Fact]
    public void Open_BothMarksDamaged_IsRefused()
    {
        CreateIn(First);
        Damage(PromiseKeyLayout.MarkOffset(0));
        Damage(PromiseKeyLayout.MarkOffset(1));
        Assert.Equal(RefusalCode.StoreUnusable, Assert.Throws<RefusedException>(Open).Refusal.Code);
    }

    [Fact]
    public void Open_AnotherKindOfFile_IsRefused()
    {
        File.WriteAllBytes(Path, new byte[20000]);
        Assert.Equal(RefusalCode.StoreUnusable, Assert.Throws<RefusedException>(Open).Refusal.Code);
    }

    [Fact]
    public void Open_OnUnix_IsTheOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        CreateIn(First);
        Assert.Equal(owner, File.GetUnixFileMode(Path));
        File.SetUnixFileMode(Path, owner | UnixFileMode.OtherRead);
        Open().Dispose();
        Assert.Equal(owner, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task Ensure_ByManyAtOnce_LosesNone()
    {
        using PromiseKeys keys = Open();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => keys.Ensure(Digest.Of([(byte)number])))));
        Assert.Equal(50, keys.Names.Select(name => Convert.ToHexString(keys.Find(name)!)).Distinct().Count());
    }

    private PromiseKeys Open() => PromiseKeys.Open(Path, source);

    private byte[] ReadAll()
    {
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private byte[] CreateIn(params Digest[] names)
    {
        using PromiseKeys keys = Open();
        foreach (Digest name in names)
            keys.Ensure(name);
        return keys.Find(names[0])!;
    }

    private void Damage(int offset)
    {
        byte[] file = File.ReadAllBytes(Path);
        file[offset] ^= 0x40;
        File.WriteAllBytes(Path, file);
    }
}
