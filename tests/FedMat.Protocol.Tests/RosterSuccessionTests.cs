using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class RosterSuccessionTests : IDisposable
{
    private readonly SigningKey root = SigningKey.Create();
    private readonly SigningKey key = SigningKey.Create();
    private readonly SigningKey other = SigningKey.Create();
    private readonly SigningKey fresh = SigningKey.Create();
    private readonly Member aurora;
    private readonly Member borealis;
    private readonly Roster first;

    public RosterSuccessionTests()
    {
        aurora = Examples.Node("aurora", key, 1);
        borealis = Examples.Node("borealis", other, 2);
        first = Examples.Roster(root, aurora, borealis);
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
        other.Dispose();
        fresh.Dispose();
    }

    [Fact]
    public void Check_OfANewMember_Passes() => Assert.Null(Check(With(aurora, borealis, Examples.Node("cirrus", fresh, 3))));

    [Fact]
    public void Check_OfTheSameAgain_Passes() => Assert.Null(Check(first));

    [Fact]
    public void Check_OfANewKeyOfAMember_Passes() => Assert.Null(Check(With(aurora with { Key = fresh.Public }, borealis)));

    [Fact]
    public void Check_OfARevokedNameUnderANewId_Passes() =>
        Assert.Null(Check(With(aurora with { Revoked = Examples.Noon }, borealis, Examples.Node("aurora", fresh, 3))));

    [Fact]
    public void Check_SignedByAnotherKey_IsRefused() => Refuses(RefusalCode.RosterNotSigned, Signed<Roster>.Sign(With(aurora, borealis), key), first);

    [Fact]
    public void Check_OfAnotherConsortium_IsRefused() => Refuses(RefusalCode.RosterNotSigned, Signed<Roster>.Sign(With(aurora, borealis) with { Root = key.Public }, key), first);

    [Theory]
    [InlineData(1, RefusalCode.RosterOlder)]
    [InlineData(3, RefusalCode.RosterInvalid)]
    public void Check_OfAnotherNumberThanTheNext_IsRefused(int number, RefusalCode code) =>
        Assert.Equal(code, Check(With(aurora) with { Number = number }));

    [Fact]
    public void Check_WithoutAMemberOfBefore_IsRefused() => Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora)));

    [Fact]
    public void Check_OfAMemberUnderAnotherName_IsRefused() =>
        Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora with { Name = "aurora labs" }, borealis)));

    [Fact]
    public void Check_OfTwoMembersThatSwapNames_IsRefused() =>
        Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora with { Name = borealis.Name }, borealis with { Name = aurora.Name })));

    [Fact]
    public void Check_OfAMemberInAnotherRole_IsRefused() =>
        Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora with { Role = MemberRole.Administrator }, borealis)));

    [Fact]
    public void Named_AfterARevocation_IsWhoeverHasTheNameSince()
    {
        Member left = aurora with { Revoked = Examples.Noon };
        Member joined = Examples.Node("aurora", fresh, 3);
        Assert.Equal(left, With(left, borealis).Named("aurora"));
        Assert.Equal(joined, With(left, borealis, joined).Named("aurora"));
        Assert.Null(With(left).Named("cirrus"));
    }

    [Fact]
    public void Check_OfARevokedMemberThatComesBack_IsRefused()
    {
        Roster revoked = With(aurora with { Revoked = Examples.Noon }, borealis);

        Refuses(RefusalCode.RosterInvalid, Sign(With(aurora, borealis) with { Number = 3 }), revoked, first);
    }

    [Fact]
    public void Check_OfAKeyUnderAnotherMember_IsRefused() =>
        Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora with { Key = fresh.Public }, borealis with { Key = key.Public })));

    [Fact]
    public void Check_OfAPinUnderAnotherMember_IsRefused() =>
        Assert.Equal(RefusalCode.RosterInvalid, Check(With(aurora with { Pin = Examples.Pin(9) }, borealis with { Pin = aurora.Pin })));

    [Fact]
    public void Check_OfAKeyThatWasAnothersInAnEarlierRoster_IsRefused()
    {
        Roster changed = With(aurora with { Key = fresh.Public }, borealis);
        Roster taken = With(aurora with { Key = fresh.Public }, borealis, Examples.Node("cirrus", key, 3)) with { Number = 3 };

        Refuses(RefusalCode.RosterInvalid, Sign(taken), changed, first);
    }

    [Fact]
    public void Check_BySuccessorOfTheRootKey_Passes()
    {
        Signed<Handover> handover = Signed<Handover>.Sign(new Handover(1, first.Consortium, root.Public, fresh.Public, Examples.Noon), root);
        Roster next = With(aurora, borealis) with { Root = fresh.Public, Handovers = [handover] };

        Assert.Null(RosterSuccession.Check([Sign(first)], Signed<Roster>.Sign(next, fresh)));
    }

    private Roster With(params Member[] members) => first with { Number = 2, Members = members };

    private Signed<Roster> Sign(Roster roster) => Signed<Roster>.Sign(roster, root);

    private RefusalCode? Check(Roster next) => RosterSuccession.Check([Sign(first)], Sign(next))?.Code;

    private void Refuses(RefusalCode code, Signed<Roster> next, params Roster[] seen) =>
        Assert.Equal(code, RosterSuccession.Check([.. seen.Select(Sign)], next)?.Code);
}
