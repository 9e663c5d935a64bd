using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class InvitationTests
{
    private static readonly Uri Address = new("https://coordinator.example:5443");

    [Fact]
    public void Line_ThroughAMail_IsTheSameInvitation()
    {
        Invitation invitation = Create("Lab A");
        Assert.Equal(invitation, Invitation.Parse($"  {invitation.ToLine()}\n"));
    }

    [Fact]
    public void Line_OfLettersThatNobodyChanges()
    {
        string line = Create("Lab A").ToLine();
        Assert.All(line, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_', $"'{letter}'"));
    }

    [Fact]
    public void Parse_EveryChangedLetter_IsRefused()
    {
        string line = Create("Lab A").ToLine();
        for (int i = 0; i < line.Length; i++)
        {
            string changed = string.Concat(line.AsSpan(0, i), line[i] == 'x' ? "y" : "x", line.AsSpan(i + 1));
            Assert.Throws<FormatException>(() => Invitation.Parse(changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("fedmat1.")]
    [InlineData("fedmat1..")]
    [InlineData("hello")]
    public void Parse_NoInvitation_SaysWhatToCopy(string line) =>
        Assert.Contains("fedmat1.", Assert.Throws<FormatException>(() => Invitation.Parse(line)).Message);

    [Fact]
    public void Parse_LineCutOff_IsRefused()
    {
        string line = Create("Lab A").ToLine();
        Assert.Throws<FormatException>(() => Invitation.Parse(line[..^1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-option")]
    [InlineData("two\nlines")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Parse_NameThatIsNone_IsRefused(string name) =>
        Assert.Contains("'member'", Assert.Throws<FormatException>(() => Invitation.Parse(Create(name).ToLine())).Message);

    [Fact]
    public void Parse_AddressWithoutTls_IsRefused()
    {
        Invitation plain = Create("Lab A") with { Coordinator = new Uri("http://coordinator.example:5443") };
        Assert.Contains("https", Assert.Throws<FormatException>(() => Invitation.Parse(plain.ToLine())).Message);
    }

    [Fact]
    public void Consortium_OfTheFirstRootKey_IsItsDigest()
    {
        Invitation invitation = Create("Lab A");
        Assert.Equal(ConsortiumId.Of(invitation.Root), Invitation.Parse(invitation.ToLine()).Consortium);
    }

    [Fact]
    public void Consortium_OfALaterRootKey_IsTheFirstOnes()
    {
        using SigningKey first = SigningKey.Create();
        using SigningKey root = SigningKey.Create();
        ConsortiumId consortium = ConsortiumId.Of(first.Public);
        Invitation invitation = Invitation.Create(Address, Examples.Pin(7), root.Public, "Lab A", Examples.Noon.AddDays(7), consortium);
        Assert.Equal(consortium, Invitation.Parse(invitation.ToLine()).Consortium);
    }

    [Fact]
    public void Text_ForALog_HoldsNoToken()
    {
        Invitation invitation = Create("Lab A");
        Assert.DoesNotContain(invitation.Token, invitation.ToString());
    }

    [Fact]
    public void Fingerprint_OtherNameKeyPinOrConsortium_IsAnother()
    {
        using SigningKey key = SigningKey.Create();
        using SigningKey other = SigningKey.Create();
        ConsortiumId ours = ConsortiumId.Of(key.Public);
        string[] prints =
        [
            MemberFingerprint.Of(ours, "a", key.Public, Examples.Pin(1)),
            MemberFingerprint.Of(ConsortiumId.Of(other.Public), "a", key.Public, Examples.Pin(1)),
            MemberFingerprint.Of(ours, "b", key.Public, Examples.Pin(1)),
            MemberFingerprint.Of(ours, "a", other.Public, Examples.Pin(1)),
            MemberFingerprint.Of(ours, "a", key.Public, Examples.Pin(2)),
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Matches("^([0-9a-f]{4}-){5}[0-9a-f]{4}$", prints[0]);
    }

    private static Invitation Create(string name)
    {
        using SigningKey root = SigningKey.Create();
        return Invitation.Create(Address, Examples.Pin(7), root.Public, name, Examples.Noon.AddDays(7));
    }
}
