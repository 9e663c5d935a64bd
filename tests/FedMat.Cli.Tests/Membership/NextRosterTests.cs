using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>Which roster follows from one.</summary>
public sealed class NextRosterTests : IDisposable
{
    private static readonly DateTimeOffset Now = SmallConsortium.Now;
    private readonly SmallConsortium consortium = new();

    private Roster Present => consortium.Roster;

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Join_AddsANodeWithTheRequestsKeysAfterTheOthers()
    {
        JoinRequest request = consortium.Request("new lab");
        Roster next = NextRoster.Join(Present, request, Now.AddDays(365));
        Assert.Equal(2, next.Number);
        Assert.Equal(Present.Members, next.Members.Take(2));
        Member member = next.Members[2];
        Assert.Equal(("new lab", MemberRole.Node, request.Key, request.Pin, Now.AddDays(365)), (member.Name, member.Role, member.Key, member.Pin, member.NotAfter));
        next.Validate();
    }

    [Fact]
    public void Join_UnderANameThatIsTaken_SaysSo() =>
        Assert.Contains("'lab'", Assert.Throws<InputException>(() => NextRoster.Join(Present, consortium.Request("LAB"), Now)).Message);

    [Fact]
    public void Join_UnderTheNameOfAMemberThatLeft_IsFine()
    {
        Roster left = NextRoster.Revoke(Present, consortium.Lab.Id, Now);
        NextRoster.Join(left, consortium.Request("lab"), Now.AddDays(1)).Validate();
    }

    [Fact]
    public void Join_WithAKeyOfAMember_SaysWhose() => Assert.Contains("'lab'", Assert.Throws<InputException>(() =>
        NextRoster.Join(Present, consortium.Request("new lab") with { Key = consortium.LabKey.Public }, Now)).Message);

    [Fact]
    public void ChangeKey_KeepsTheMembersIdNameAndPlace()
    {
        Vouch vouch = consortium.KeyChange();
        Roster next = NextRoster.ChangeKey(Present, vouch);
        Assert.Equal(consortium.Lab with { Key = vouch.Key, Pin = vouch.Pin }, next.Members[1]);
        Assert.Equal(2, next.Number);
    }

    [Fact]
    public void Revoke_MarksTheMemberAndKeepsIt()
    {
        Roster next = NextRoster.Revoke(Present, consortium.Lab.Id, Now);
        Assert.Equal(consortium.Lab with { Revoked = Now }, next.Members[1]);
        Assert.Equal(2, next.Members.Count);
    }

    [Fact]
    public void Revoke_OfAMemberThatIsRevoked_SaysSince()
    {
        Roster next = NextRoster.Revoke(Present, consortium.Lab.Id, Now);
        Assert.Contains("2026-11-21", Assert.Throws<InputException>(() => NextRoster.Revoke(next, consortium.Lab.Id, Now.AddDays(1))).Message);
    }

    [Fact]
    public void Revoke_OfTheLastAdministrator_IsRefused() =>
        Assert.Throws<InputException>(() => NextRoster.Revoke(Present, consortium.Administrator.Id, Now));

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 365)]
    public void Renew_MovesRosterAndAdministrators_AndNodesWhereAsked(bool nodesToo, int nodeDays)
    {
        Roster next = NextRoster.Renew(Present, Now.AddDays(365), nodesToo);
        Assert.Equal(Now.AddDays(365), next.NotAfter);
        Assert.Equal([Now.AddDays(365), Now.AddDays(nodeDays)], next.Members.Select(member => member.NotAfter));
    }

    [Fact]
    public void Renew_ToAnEarlierEnd_ShortensNobodysEntry() =>
        Assert.Equal(Present.Members, NextRoster.Renew(Present, Now.AddDays(50), nodesToo: true).Members);

    [Fact]
    public void Succeed_MakesARosterThatWhoeverTrustsTheFirstRootTrusts()
    {
        Signed<Handover> handover = Succession.Name(Present, consortium.Root, consortium.OtherKey.Public, Now);
        Roster next = NextRoster.Succeed(Present, handover);
        next.Validate();
        Assert.Equal(Present.Consortium, next.Consortium);
        Assert.True(Roster.IsTrusted(Signed<Roster>.Sign(next, consortium.OtherKey), consortium.Root.Public));
    }

    [Fact]
    public void Succeed_Twice_LeadsFromTheFirstRootToTheThird()
    {
        Roster second = NextRoster.Succeed(Present, Succession.Name(Present, consortium.Root, consortium.OtherKey.Public, Now));
        using SigningKey third = SigningKey.Create();
        Roster next = NextRoster.Succeed(second, Succession.Name(second, consortium.OtherKey, third.Public, Now));
        next.Validate();
        Assert.Equal(2, next.Handovers!.Count);
        Assert.True(Roster.IsTrusted(Signed<Roster>.Sign(next, third), consortium.Root.Public));
    }

    [Fact]
    public void Succeed_WithAHandoverThatTheRootDidNotSign_IsRefused()
    {
        Handover handover = new(Handover.CurrentFormat, Present.Consortium, consortium.Root.Public, consortium.OtherKey.Public, Now);
        Assert.Throws<InputException>(() => NextRoster.Succeed(Present, Signed<Handover>.Sign(handover, consortium.LabKey)));
    }

    [Fact]
    public void Succeed_WithAHandoverOfAnotherConsortium_IsRefused()
    {
        using SmallConsortium other = new();
        Signed<Handover> handover = Succession.Name(other.Roster, other.Root, consortium.OtherKey.Public, Now);
        Assert.Contains("another consortium", Assert.Throws<InputException>(() => NextRoster.Succeed(Present, handover)).Message);
    }

    [Fact]
    public void Name_OfAKeyThatIsAMembers_IsRefused() =>
        Assert.Throws<InputException>(() => Succession.Name(Present, consortium.Root, consortium.LabKey.Public, Now));

    [Fact]
    public void Recover_PutsTheNewAdministratorInThePlaceOfThoseBefore()
    {
        Member administrator = new(MemberId.Create(), "administrator", MemberRole.Administrator, consortium.OtherKey.Public, consortium.NextPin(), Now.AddDays(9));
        Roster next = NextRoster.Recover(Present, null, administrator, Now);
        next.Validate();
        Assert.Equal([consortium.Administrator with { Revoked = Now }, consortium.Lab, administrator], next.Members);
        Assert.Equal((2, Now.AddDays(9)), (next.Number, next.NotAfter));
    }

    [Fact]
    public void Recover_ByASuccessor_MakesARosterThatTheFirstRootLeadsTo()
    {
        using SigningKey successor = SigningKey.Create();
        Member administrator = new(MemberId.Create(), "administrator", MemberRole.Administrator, consortium.OtherKey.Public, consortium.NextPin(), Now.AddDays(9));
        Roster next = NextRoster.Recover(Present, Succession.Name(Present, consortium.Root, successor.Public, Now), administrator, Now);
        next.Validate();
        Assert.Equal(2, next.Number);
        Assert.True(Roster.IsTrusted(Signed<Roster>.Sign(next, successor), consortium.Root.Public));
    }

    [Fact]
    public void RotateCoordinator_ChangesTheCoordinatorAlone()
    {
        CoordinatorEntry entry = new(consortium.OtherKey.Public, consortium.NextPin());
        Roster next = NextRoster.RotateCoordinator(Present, entry);
        Assert.Equal(entry, next.Coordinator);
        Assert.Equal(Present.Members, next.Members);
    }
}
