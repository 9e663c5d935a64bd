using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

/// <summary>Which rosters a node believes.</summary>
public sealed class RosterKeeperTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly SigningKey next = SigningKey.Create();

    public void Dispose()
    {
        next.Dispose();
        consortium.Dispose();
    }

    [Fact]
    public async Task Take_LowerNumberThanSeen_IsRefused()
    {
        consortium.Write("roster.json", consortium.Roster(3).ToJson());
        Assert.Equal(RefusalCode.RosterOlder, (await TakeAsync(consortium.Roster(2)))?.Code);
    }

    [Fact]
    public async Task Take_AnotherRosterOfTheSameNumber_IsRefused()
    {
        using TlsIdentity other = consortium.NewTls("coordinator");
        Assert.Equal(RefusalCode.RosterOlder, (await TakeAsync(consortium.Roster(1, coordinatorPin: other.Pin)))?.Code);
    }

    [Fact]
    public async Task Take_ChangedBehindItsSignature_IsRefused()
    {
        Signed<Roster> good = consortium.Roster(2);
        Roster changed = good.Content with { Members = [.. good.Content.Members.SkipLast(1)] };
        Assert.Equal(RefusalCode.RosterNotSigned, (await TakeAsync(new Signed<Roster>(changed, good.Signature)))?.Code);
    }

    [Fact]
    public async Task Take_SignedByTheCoordinator_IsRefused()
    {
        Signed<Roster> forged = Signed<Roster>.Sign(consortium.Roster(2).Content, consortium.CoordinatorKey);
        Assert.Equal(RefusalCode.RosterNotSigned, (await TakeAsync(forged))?.Code);
    }

    [Fact]
    public async Task Take_AnotherKeyUnderThisNodesName_IsRefusedAndTheOldOneStays()
    {
        using NodeParts parts = await OpenAsync();
        Signed<Roster> puppet = consortium.Roster(2, self: consortium.Self with { Key = consortium.CoordinatorKey.Public });
        Assert.Equal(RefusalCode.KeyUnusable, (await parts.Rosters.TakeAsync(puppet, default))?.Code);
        Assert.Equal(1, parts.Rosters.Current.Number);
    }

    /// <summary>Policies say by name with whom and with whom not.</summary>
    [Fact]
    public async Task Take_MemberUnderAnotherName_IsRefusedAndTheOldOneStays()
    {
        using NodeParts parts = await OpenAsync();
        Roster content = consortium.Roster(2).Content;
        Roster renamed = content with { Members = [.. content.Members.SkipLast(1), content.Members[^1] with { Name = "Nobody's rival" }] };
        Assert.Equal(RefusalCode.RosterInvalid, (await parts.Rosters.TakeAsync(Signed<Roster>.Sign(renamed, consortium.Root), default))?.Code);
        Assert.Equal(1, parts.Rosters.Current.Number);
    }

    [Fact]
    public async Task Take_NumbersLeftOut_IsTaken() => Assert.Null(await TakeAsync(consortium.Roster(7)));

    [Fact]
    public async Task Take_RootHandedOver_TheNewRootIsTrusted()
    {
        using NodeParts parts = await OpenAsync();
        Assert.Null(await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default));
        Assert.Equal(next.Public, parts.Rosters.Current.Root);
    }

    [Fact]
    public async Task Take_OldRootAfterTheHandover_IsRefused()
    {
        using NodeParts parts = await OpenAsync();
        await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default);
        Assert.Equal(RefusalCode.RosterNotSigned, (await parts.Rosters.TakeAsync(consortium.Roster(3), default))?.Code);
    }

    [Fact]
    public async Task Take_SecondHandoverOfTheOldRoot_IsRefused()
    {
        using NodeParts parts = await OpenAsync();
        await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default);
        Signed<Roster> thief = consortium.HandedOver(3, consortium.CoordinatorKey);
        Assert.Equal(RefusalCode.RosterNotSigned, (await parts.Rosters.TakeAsync(thief, default))?.Code);
    }

    [Fact]
    public async Task Take_NewRootWithoutItsHandover_IsOfAnotherConsortium()
    {
        using NodeParts parts = await OpenAsync();
        await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default);
        Signed<Roster> bare = Signed<Roster>.Sign(consortium.Roster(3).Content with { Root = next.Public }, next);
        Assert.Equal(RefusalCode.RosterNotSigned, (await parts.Rosters.TakeAsync(bare, default))?.Code);
    }

    [Fact]
    public async Task Open_RosterFileOfTheOldRootAfterTheHandover_IsRefused()
    {
        using (NodeParts parts = await OpenAsync())
            await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default);
        consortium.Write("roster.json", consortium.Roster(3).ToJson());
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(OpenAsync);
        Assert.Equal(RefusalCode.RosterNotSigned, refused.Refusal.Code);
    }

    [Fact]
    public async Task Open_OldRosterFileAfterTheHandover_GoesOnWithTheNewRoot()
    {
        using (NodeParts parts = await OpenAsync())
            await parts.Rosters.TakeAsync(consortium.HandedOver(2, next), default);
        using NodeParts again = await OpenAsync();
        Assert.Equal(next.Public, again.Rosters.Current.Root);
    }

    [Fact]
    public async Task Take_ThisNodeRevoked_SaysSoNowAndAtTheNextStart()
    {
        using (NodeParts parts = await OpenAsync())
            Assert.Equal(RefusalCode.MemberRevoked, (await parts.Rosters.TakeAsync(Revoking(2), default))?.Code);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(OpenAsync);
        Assert.Equal(RefusalCode.MemberRevoked, refused.Refusal.Code);
        Assert.Contains("talk to the administrator", refused.Message);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, RefusalCode.RosterExpired)]
    public async Task Refuse_AtTheEndOfTheRoster_SaysWhatToDo(int secondsAfter, RefusalCode? code)
    {
        DateTimeOffset end = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using TestConsortium bounded = new() { RosterEnds = end };
        bounded.Write("roster.json", bounded.Roster(1).ToJson());
        using NodeParts parts = await NodeParts.OpenAsync(bounded.Options(), TimeProvider.System, default);
        Assert.Equal(code, parts.Rosters.Refuse(end.AddSeconds(secondsAfter))?.Code);
    }

    [Fact]
    public async Task Refuse_OwnEntryExpired_SaysSo()
    {
        using NodeParts parts = await OpenAsync();
        Assert.Equal(RefusalCode.MemberExpired, parts.Rosters.Refuse(consortium.Self.NotAfter)?.Code);
    }

    private Task<NodeParts> OpenAsync() => NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);

    private async Task<Refusal?> TakeAsync(Signed<Roster> offered)
    {
        using NodeParts parts = await OpenAsync();
        return await parts.Rosters.TakeAsync(offered, default);
    }

    private Signed<Roster> Revoking(int number) => consortium.Roster(number, self: consortium.Self with { Revoked = DateTimeOffset.UnixEpoch });
}
