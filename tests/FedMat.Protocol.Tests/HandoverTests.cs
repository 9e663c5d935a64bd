using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

/// <summary>Who trusts a roster after the root key has passed to a successor, and after two of them.</summary>
public sealed class HandoverTests : IDisposable
{
    private readonly SigningKey first = SigningKey.Create();
    private readonly SigningKey second = SigningKey.Create();
    private readonly SigningKey third = SigningKey.Create();
    private readonly SigningKey stranger = SigningKey.Create();

    private ConsortiumId Consortium => ConsortiumId.Of(first.Public);

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        third.Dispose();
        stranger.Dispose();
    }

    [Fact]
    public void Trusted_BySuccessor_FromEveryEarlierRoot()
    {
        Signed<Roster> roster = Roster(third, Step(first, second), Step(second, third));
        Assert.All([first.Public, second.Public, third.Public], anchor => Assert.True(Protocol.Roster.IsTrusted(roster, anchor)));
        Assert.False(Protocol.Roster.IsTrusted(roster, stranger.Public));
    }

    [Fact]
    public void Trusted_OldRootAfterTheHandover_NotFromTheNewOne() =>
        Assert.False(Protocol.Roster.IsTrusted(Roster(first), second.Public));

    [Fact]
    public void Consortium_AfterHandovers_StaysTheSame() =>
        Assert.Equal(Consortium, Roster(third, Step(first, second), Step(second, third)).Content.Consortium);

    [Fact]
    public void Trusted_SignedByAnotherKeyThanItsRoot_IsNot()
    {
        Roster content = Roster(second, Step(first, second)).Content;
        Assert.False(Protocol.Roster.IsTrusted(Signed<Roster>.Sign(content, first), first.Public));
    }

    [Fact]
    public void Parse_HandoverSignedByTheSuccessorItself_IsRefused()
    {
        Signed<Handover> own = Signed<Handover>.Sign(Content(first, second), second);
        Refused(Roster(second, own));
    }

    [Fact]
    public void Parse_GapInTheLine_IsRefused() => Refused(Roster(third, Step(first, second), Step(stranger, third)));

    [Fact]
    public void Parse_LineThatEndsElsewhere_IsRefused() => Refused(Roster(third, Step(first, second)));

    [Fact]
    public void Parse_HandoverOfAnotherConsortium_IsRefused()
    {
        Handover foreign = Content(first, second) with { Consortium = ConsortiumId.Of(stranger.Public) };
        Refused(Roster(second, Signed<Handover>.Sign(foreign, first)));
    }

    [Fact]
    public void Signed_WithHandovers_HoldsThroughAFile()
    {
        Signed<Roster> read = Signed<Roster>.Parse(Roster(second, Step(first, second)).ToIndentedJson());
        Assert.True(Protocol.Roster.IsTrusted(read, first.Public));
    }

    private static void Refused(Signed<Roster> roster) =>
        Assert.Contains("handovers", Assert.Throws<FormatException>(() => Signed<Roster>.Parse(roster.ToJson())).Message);

    private static Signed<Roster> Roster(SigningKey root, params Signed<Handover>[] handovers) =>
        Signed<Roster>.Sign(Examples.Roster(root) with { Handovers = handovers }, root);

    private Handover Content(SigningKey from, SigningKey to) => new(Handover.CurrentFormat, Consortium, from.Public, to.Public, Examples.Noon);

    private Signed<Handover> Step(SigningKey from, SigningKey to) => Signed<Handover>.Sign(Content(from, to), from);
}
