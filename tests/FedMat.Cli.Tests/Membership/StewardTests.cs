using FedMat.Cli.Membership;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>What a steward types to join, to know others, to take new keys and to leave, against a coordinator that really listens.</summary>
public sealed class StewardTests : IAsyncLifetime
{
    private RunningConsortium consortium = null!;
    private Steward west = null!;

    public async Task InitializeAsync()
    {
        consortium = await RunningConsortium.StartAsync();
        west = new Steward("West", consortium);
    }

    public Task DisposeAsync() => consortium.DisposeAsync().AsTask();

    [Fact]
    public async Task Join_Approved_TheFolderIsTheMembers()
    {
        await west.JoinAsync();
        using SiteMember member = SiteMember.Open(west.Options, TimeProvider.System);
        Assert.Equal((west.Entry.Id, 2), (member.Self.Id, member.Roster.Number));
    }

    [Fact]
    public async Task Join_WithALineThatSomebodyElseUsed_IsRefused()
    {
        string line = (await consortium.InviteAsync("West")).ToLine();
        await Assert.ThrowsAsync<TimeoutException>(() => west.JoinAsync(line));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => west.JoinAsync(line, consortium["thief"]));
        Assert.Equal(RefusalCode.InvitationUnusable, refused.Refusal.Code);
    }

    [Fact]
    public async Task Join_Declined_SaysWhy()
    {
        string line = (await consortium.InviteAsync("West")).ToLine();
        await Assert.ThrowsAsync<TimeoutException>(() => west.JoinAsync(line));
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("decline", "West", "--reason", "not you"));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => west.JoinAsync(line));
        Assert.Equal(RefusalCode.InvitationUnusable, refused.Refusal.Code);
    }

    [Fact]
    public async Task Rotate_Approved_TheNewKeysAreInUse()
    {
        await west.JoinAsync();
        Member before = west.Entry;
        await Assert.ThrowsAsync<TimeoutException>(() => west.TypeAsync("keys", "rotate", "--wait", "0"));
        await consortium.ApproveAsync("West");
        Assert.Equal(ExitCode.Done, await west.TypeAsync("keys", "rotate", "--wait", "0"));
        using SiteMember member = SiteMember.Open(west.Options, TimeProvider.System);
        Assert.Equal(before.Id, member.Self.Id);
        Assert.NotEqual(before.Key, member.Self.Key);
    }

    [Fact]
    public async Task Renew_NobodyIsAsked()
    {
        await west.JoinAsync();
        Assert.Equal(ExitCode.Done, await west.TypeAsync("keys", "renew"));
        using SiteMember member = SiteMember.Open(west.Options, TimeProvider.System);
        Assert.Equal(west.Entry.Pin, member.Self.Pin);
    }

    [Fact]
    public async Task Leave_WaitsForTheAdministrator()
    {
        await west.JoinAsync();
        Assert.Equal(ExitCode.Done, await west.TypeAsync("leave", "--reason", "over"));
        Assert.Equal(PendingKind.Departure, Assert.Single(await consortium.PendingAsync()).Kind);
    }

    [Fact]
    public async Task Confirm_WithWhatTheMemberReads_MakesItKnown()
    {
        Steward east = await JoinBothAsync();
        await Assert.ThrowsAsync<InputException>(() => east.TypeAsync("members", "confirm", "West", "--fingerprint", "0000-1111-2222-3333-4444-5555"));
        Assert.False(await KnowsAsync(east));
        Assert.Equal(ExitCode.Done, await east.TypeAsync("members", "confirm", "West", "--fingerprint", west.Fingerprint));
        Assert.True(await KnowsAsync(east));
        Assert.Equal(ExitCode.Done, await east.TypeAsync("members", "forget", "West"));
        Assert.False(await KnowsAsync(east));
    }

    [Fact]
    public async Task Vouch_NeedsAConfirmation()
    {
        Steward east = await JoinBothAsync();
        await Assert.ThrowsAsync<InputException>(() => east.TypeAsync("members", "vouch", "West"));
        await east.TypeAsync("members", "confirm", "West", "--fingerprint", west.Fingerprint);
        Assert.Equal(ExitCode.Done, await east.TypeAsync("members", "vouch", "West"));
    }

    private async Task<Steward> JoinBothAsync()
    {
        await west.JoinAsync();
        Steward east = new("East", consortium);
        await east.JoinAsync();
        return east;
    }

    private static async Task<bool> KnowsAsync(Steward steward)
    {
        using MemberBook book = MemberBook.Open(steward.Options, TimeProvider.System);
        return (await book.ListAsync(default)).Single(standing => standing.Member.Name == "West").IsKnown;
    }
}
