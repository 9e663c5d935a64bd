using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

public sealed class KnownMembersTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);
    private readonly SigningKey next = SigningKey.Create();

    private Member East => consortium.Others[0];

    private Member South => consortium.Others[1];

    private Member West => consortium.Others[2];

    private Member Centre => consortium.Others[3];

    public void Dispose()
    {
        next.Dispose();
        consortium.Dispose();
    }

    [Fact]
    public void OfAMember_ThatTheRosterNamesAndNobodyElse_IsUnknown()
    {
        KnownMembers known = Known([], []);

        Assert.Equal(Acquaintance.Self, known.Of(consortium.Self.Id));
        Assert.All(consortium.Others, other => Assert.Equal(Acquaintance.Unknown, known.Of(other.Id)));
    }

    [Fact]
    public void OfAMember_WhoseKeyTheStewardConfirmed_IsConfirmed() =>
        Assert.Equal(Acquaintance.Confirmed, Known([East], []).Of(East.Id));

    [Fact]
    public void OfAMember_ConfirmedWithAnotherKey_IsUnknown() =>
        Assert.Equal(Acquaintance.Unknown, Known([East with { Key = next.Public }], []).Of(East.Id));

    [Fact]
    public void OfANextKey_SignedByTheConfirmedOne_IsAKeyChange() =>
        Assert.Equal(Acquaintance.KeyChange, Known([East], [Vouch(East, East, next.Public)]).Of(East.Id, next.Public));

    [Fact]
    public void OfANextKey_SignedByItself_IsUnknown()
    {
        Signed<Vouch> own = Signed<Vouch>.Sign(Content(East, East, next.Public), next);

        Assert.Equal(Acquaintance.Unknown, Known([East], [own]).Of(East.Id, next.Public));
    }

    [Fact]
    public void OfAMember_WithEnoughConfirmedVouchers_IsVouched()
    {
        KnownMembers known = Known([East, South], [Vouch(East, West), Vouch(South, West)]);

        Assert.Equal(Acquaintance.Vouched, known.Of(West.Id));
        Assert.Equal(new[] { East.Id, South.Id }.Order(), known.VouchersOf(West.Id, West.Key).Order());
    }

    /// <summary>The administrator may be the same person as one of the labs.</summary>
    [Fact]
    public void OfAMember_VouchedForByAnAdministrator_IsUnknown()
    {
        Signed<Vouch> administrators = Signed<Vouch>.Sign(Content(consortium.Administrator, West, West.Key), consortium.AdministratorKey);

        Assert.Equal(Acquaintance.Unknown, Known([East, consortium.Administrator], [Vouch(East, West), administrators]).Of(West.Id));
    }

    /// <summary>Key files that were put aside must not let puppets in.</summary>
    [Fact]
    public void OfAMember_VouchedForWithAKeyOfBefore_IsUnknown()
    {
        Signed<Vouch> old = Signed<Vouch>.Sign(Content(South, West, West.Key), next);

        Assert.Equal(Acquaintance.Unknown, Known([East, South, South with { Key = next.Public }], [Vouch(East, West), old]).Of(West.Id));
    }

    [Fact]
    public void OfAMember_WithOneVoucherTwice_IsUnknown() =>
        Assert.Equal(Acquaintance.Unknown, Known([East], [Vouch(East, West), Vouch(East, West)]).Of(West.Id));

    [Fact]
    public void OfAMember_VouchedForByVouchedOnes_IsUnknown()
    {
        Signed<Vouch>[] chain = [Vouch(East, West), Vouch(South, West), Vouch(West, Centre), Vouch(East, Centre)];

        Assert.Equal(Acquaintance.Unknown, Known([East, South], chain).Of(Centre.Id));
    }

    [Fact]
    public void OfAMember_VouchedForByARevokedOne_IsUnknown()
    {
        KnownMembers known = Known([East, South], [Vouch(East, West), Vouch(South, West)], East.Id);

        Assert.Equal(Acquaintance.Unknown, known.Of(West.Id));
    }

    [Fact]
    public void OfAMember_VouchedForUnderAForgedSignature_IsUnknown()
    {
        Signed<Vouch> forged = Signed<Vouch>.Sign(Content(South, West, West.Key), next);

        Assert.Equal(Acquaintance.Unknown, Known([East, South], [Vouch(East, West), forged]).Of(West.Id));
    }

    [Fact]
    public void OfAMember_VouchedForInAnotherConsortium_IsUnknown()
    {
        Vouch foreign = Content(South, West, West.Key) with { Consortium = ConsortiumId.Of(next.Public) };

        Assert.Equal(
            Acquaintance.Unknown, Known([East, South], [Vouch(East, West), Signed<Vouch>.Sign(foreign, consortium.KeyOf(South.Id))]).Of(West.Id));
    }

    [Fact]
    public void OfAMember_ThatThisNodeVouchesForByItself_IsUnknown()
    {
        Signed<Vouch> own = Signed<Vouch>.Sign(Content(consortium.Self, West, West.Key), consortium.NodeKey);

        Assert.Equal(Acquaintance.Unknown, Known([East], [Vouch(East, West), own]).Of(West.Id));
    }

    [Fact]
    public void Strangers_OfAPlan_AreItsMembersThatAreNotKnown() =>
        Assert.Equal([South.Id, West.Id, Centre.Id], Known([East], []).Strangers(consortium.Plan()));

    private KnownMembers Known(Member[] confirmed, Signed<Vouch>[] vouches, MemberId? revoked = null)
    {
        Roster roster = consortium.Roster(1).Content;
        if (revoked is { } gone)
            roster = roster with { Members = [.. roster.Members.Select(member => member.Id == gone ? member with { Revoked = DateTimeOffset.UnixEpoch } : member)] };
        return new KnownMembers(
            roster, consortium.Self,
            confirmed.Select(member => new Confirmation(member.Id, member.Key, "compared", DateTimeOffset.UnixEpoch)), vouches, vouchesNeeded: 2);
    }

    private Signed<Vouch> Vouch(Member voucher, Member member, VerifyingKey? key = null) =>
        Signed<Vouch>.Sign(Content(voucher, member, key ?? member.Key), consortium.KeyOf(voucher.Id));

    private Vouch Content(Member voucher, Member member, VerifyingKey key) => new(
        Protocol.Vouch.CurrentFormat, consortium.Roster(1).Content.Consortium, voucher.Id, member.Id, key, member.Pin, DateTimeOffset.UnixEpoch);
}
