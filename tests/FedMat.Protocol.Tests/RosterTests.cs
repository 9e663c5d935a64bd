using System.Text;
using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class RosterTests : IDisposable
{
    private readonly SigningKey root = SigningKey.Create();
    private readonly SigningKey key = SigningKey.Create();
    private readonly SigningKey other = SigningKey.Create();

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
        other.Dispose();
    }

    [Fact]
    public void Signed_ThroughAFile_HoldsItsSignature()
    {
        Signed<Roster> signed = Signed<Roster>.Sign(Examples.Roster(root, Examples.Node("a", key, 1)), root);
        Signed<Roster> read = Signed<Roster>.Parse(signed.ToIndentedJson());
        Assert.True(read.IsSignedBy(root.Public));
        Assert.False(read.IsSignedBy(key.Public));
        Assert.Equal(signed.Hash, read.Hash);
    }

    [Fact]
    public void Signed_EveryChangedCharacter_IsFound()
    {
        byte[] json = Signed<Roster>.Sign(Examples.Roster(root, Examples.Node("a", key, 1)), root).ToJson();
        for (int i = 0; i < json.Length; i++)
        {
            byte[] changed = [.. json];
            changed[i] ^= 1;
            Assert.False(ReadsAndHolds(changed), $"the change at byte {i} went unseen: {Encoding.UTF8.GetString(changed)}");
        }
    }

    [Theory]
    [InlineData("name")]
    [InlineData("key")]
    [InlineData("pin")]
    public void Validate_TwoMembersShareAnIdentity_NamesThem(string part)
    {
        Member a = Examples.Node("a", key, 1);
        Member b = Examples.Node(part == "name" ? "a" : "b", part == "key" ? key : other, part == "pin" ? (byte)1 : (byte)2);
        string message = Assert.Throws<FormatException>(Examples.Roster(root, a, b).Validate).Message;
        Assert.EndsWith($"share one {part}", message);
    }

    [Fact]
    public void Parse_AnEmptyEntry_IsRefused()
    {
        string json = Encoding.UTF8.GetString(Signed<Roster>.Sign(Examples.Roster(root), root).ToJson());
        Assert.Throws<FormatException>(() => Signed<Roster>.Parse(Encoding.UTF8.GetBytes(json.Replace("\"members\":[]", "\"members\":[null]"))));
    }

    [Fact]
    public void Find_ByPinAndId_GivesTheMember()
    {
        Member a = Examples.Node("a", key, 1);
        Roster roster = Examples.Roster(root, a);
        Assert.Equal(a, roster.Find(a.Pin));
        Assert.Equal(a, roster.Find(a.Id));
        Assert.Null(roster.Find(Examples.Pin(9)));
    }

    private bool ReadsAndHolds(byte[] json)
    {
        try
        {
            return Signed<Roster>.Parse(json).IsSignedBy(root.Public);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
