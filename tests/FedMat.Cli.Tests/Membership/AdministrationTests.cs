using FedMat.Cli.Membership;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>What an administrator types, against a coordinator that really listens.</summary>
public sealed class AdministrationTests : IAsyncLifetime
{
    private RunningConsortium consortium = null!;
    private Lab lab = null!;

    private Roster Roster => consortium.Roster;

    public async Task InitializeAsync()
    {
        consortium = await RunningConsortium.StartAsync();
        lab = new Lab("lab", consortium);
    }

    public async Task DisposeAsync()
    {
        lab.Dispose();
        await consortium.DisposeAsync();
    }

    [Fact]
    public async Task Invite_OfSomebody_WaitsForItsAnswer()
    {
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("invite", "--member", "lab", "--expires", "2d"));
        PendingEntry entry = Assert.Single(await consortium.PendingAsync());
        Assert.Equal((PendingKind.Invited, "lab"), (entry.Kind, entry.Name));
    }

    [Fact]
    public async Task Approve_WithTheStewardsFingerprint_MakesItAMember()
    {
        await lab.AskAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("approve", "lab", "--fingerprint", lab.Fingerprint, "--valid-days", "30"));
        Assert.Equal((2, "lab", MemberRole.Node), (Roster.Number, lab.Entry.Name, lab.Entry.Role));
        Assert.InRange(lab.Entry.NotAfter - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(29), TimeSpan.FromDays(30));
        Assert.Empty(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Approve_WithAnotherFingerprint_SignsNothing()
    {
        await lab.AskAsync();
        await Assert.ThrowsAsync<RefusedException>(() => consortium.TypeAsync("approve", "lab", "--fingerprint", "0000-0000-0000-0000-0000-0000"));
        Assert.Equal(1, Roster.Number);
        Assert.Single(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Approve_OfSomebodyWhoDidNotAsk_SaysSo() =>
        await Assert.ThrowsAsync<InputException>(() => consortium.TypeAsync("approve", "nobody", "--fingerprint", "x"));

    [Fact]
    public async Task Decline_OfARequest_TakesItOffTheList()
    {
        await lab.AskAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("decline", "lab", "--reason", "not you"));
        Assert.Empty(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Approve_OfOtherKeys_ChangesTheEntry()
    {
        await lab.JoinAsync();
        MemberId id = lab.Entry.Id;
        using Lab next = new("lab", consortium);
        await lab.WantAsync(next);
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("approve", "lab", "--fingerprint", next.Fingerprint));
        Assert.Equal((3, id), (Roster.Number, next.Entry.Id));
    }

    [Fact]
    public async Task Approve_OfADeparture_MarksTheMember()
    {
        await lab.JoinAsync();
        await lab.LeaveAsync("moving on");
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("approve", "lab"));
        Assert.NotNull(lab.Entry.Revoked);
    }

    [Fact]
    public async Task Revoke_OfAMember_MarksItAndKeepsTheReason()
    {
        await lab.JoinAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("revoke", "lab", "--reason", "keys stolen"));
        Assert.NotNull(lab.Entry.Revoked);
        Assert.Contains("keys stolen", File.ReadAllLines(Path.Combine(consortium.Administrator, ActJournal.FileName))[^1]);
    }

    [Fact]
    public async Task Members_IsShownWithoutTheRootKey()
    {
        File.Delete(Path.Combine(consortium.Administrator, RootKeyFile.FileName));
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("members"));
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("members", "--json"));
    }

    [Fact]
    public async Task Renew_MovesTheEndOfTheRoster()
    {
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("roster", "renew", "--valid-days", "500"));
        Assert.InRange(Roster.NotAfter!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(499), TimeSpan.FromDays(500));
    }

    [Fact]
    public async Task Renew_Offline_HoldsOnceTheCoordinatorIsStartedWithIt()
    {
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("roster", "renew", "--offline"));
        RefusedException behind = await Assert.ThrowsAsync<RefusedException>(() => consortium.TypeAsync("members"));
        Assert.Equal(RefusalCode.RosterOlder, behind.Refusal.Code);
        await consortium.StopCoordinatorAsync();
        GiveToCoordinator(consortium.Administrator, PartyFolder.RosterFile);
        await consortium.StartCoordinatorAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("members"));
    }

    [Fact]
    public async Task RotateKey_GivesTheCoordinatorKeysWithWhichItRuns()
    {
        CoordinatorEntry before = Roster.Coordinator;
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("rotate-key", "--out", consortium["next"]));
        Assert.True(before.Key != Roster.Coordinator.Key && before.Pin != Roster.Coordinator.Pin);
        await consortium.StopCoordinatorAsync();
        GiveToCoordinator(consortium["next"], PartyFolder.KeyFile, PartyFolder.TlsFile, PartyFolder.RosterFile);
        await consortium.StartCoordinatorAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("members"));
    }

    [Fact]
    public async Task TakeOver_BySuccessor_HoldsForTheCoordinatorThatPinsTheFirstRoot()
    {
        await SucceedAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("root", "take-over", "--handover", consortium["handover.json"], "--key", consortium["next.key"]));
        Assert.Single(Roster.Handovers!);
        await consortium.StopCoordinatorAsync();
        await consortium.StartCoordinatorAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("roster", "renew", "--root-key", consortium["next.key"]));
        Assert.Equal(3, Roster.Number);
    }

    [Fact]
    public async Task TakeOver_WithTheKeyOfBefore_IsRefused()
    {
        await SucceedAsync();
        await Assert.ThrowsAsync<InputException>(() => consortium.TypeAsync(
            "root", "take-over", "--handover", consortium["handover.json"], "--key", Path.Combine(consortium.Administrator, RootKeyFile.FileName)));
        Assert.Equal(1, Roster.Number);
    }

    [Fact]
    public async Task Recover_WithTheSuccessorsKey_MakesAnAdministratorWhoCanGoOn()
    {
        await SucceedAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAloneAsync(
            "root", "recover", "--key", consortium["next.key"], "--handover", consortium["handover.json"], "--roster", Path.Combine(consortium.Server, PartyFolder.RosterFile),
            "--out", consortium["recovered"], "--name", "Alloys", "--at", consortium.Address.ToString()));
        await consortium.StopCoordinatorAsync();
        GiveToCoordinator(consortium["recovered"], PartyFolder.RosterFile);
        await consortium.StartCoordinatorAsync();
        consortium.Administrator = consortium["recovered"];
        await lab.JoinAsync();
        Assert.Equal(3, Roster.Number);
    }

    /// <summary>Has a successor with a key in next.key named in handover.json.</summary>
    private async Task SucceedAsync()
    {
        Assert.Equal(ExitCode.Done, await consortium.TypeAloneAsync("root", "prepare-successor", consortium["next.key"]));
        string successor = PrivateKeyFile.Read(consortium["next.key"], consortium["passphrase"], text =>
        {
            using Crypto.SigningKey key = Crypto.SigningKey.Import(text);
            return key.Public.ToString();
        }, "");
        Assert.Equal(ExitCode.Done, await consortium.TypeAloneAsync(
            "root", "name-successor", successor, "--out", consortium["handover.json"], "--as", consortium.Administrator));
    }

    private void GiveToCoordinator(string from, params string[] files)
    {
        foreach (string file in files)
            File.Copy(Path.Combine(from, file), Path.Combine(consortium.Server, file), overwrite: true);
    }
}
