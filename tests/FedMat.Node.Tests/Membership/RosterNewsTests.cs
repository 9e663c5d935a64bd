using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>Rosters that reach a running node.</summary>
public sealed class RosterNewsTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;

    public RosterNewsTests() => script = new Script(consortium.CoordinatorKey);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task News_NewerRoster_IsTaken()
    {
        script.Tell(new News { Roster = consortium.Roster(2).ToBytes() });
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("2", await node.LoggedAsync(Event.RosterTaken));
    }

    [Fact]
    public async Task News_RosterSignedByTheCoordinator_IsRefusedAndTheConnectionHolds()
    {
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        script.Tell(new News { Roster = Signed<Roster>.Sign(consortium.Roster(2).Content, consortium.CoordinatorKey).ToBytes() }, plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM106", await node.LoggedAsync(Event.RosterRefused));
        await node.LoggedAsync(Event.StudyAccepted);
    }

    [Fact]
    public async Task News_RosterThatPinsAnotherCoordinator_TheOldOneIsLeft()
    {
        using TlsIdentity other = consortium.NewTls("coordinator");
        script.Tell(new News { Roster = consortium.Roster(2, coordinatorPin: other.Pin).ToBytes() });
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.RosterTaken);
        Assert.Contains(other.Pin.ToString(), await node.LoggedAsync(Event.CertificateRefused));
    }

    [Fact]
    public async Task News_RosterThatRevokesThisNode_EndsIt()
    {
        script.Tell(new News { Roster = consortium.Roster(2, self: consortium.Self with { Revoked = DateTimeOffset.UnixEpoch }).ToBytes() });
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => RunningNode.RunAsync(consortium, coordinator, new CountingLearner(), default));
        Assert.Equal(RefusalCode.MemberRevoked, refused.Refusal.Code);
    }

    [Fact]
    public async Task Inputs_UnderAnExpiredRoster_NothingIsContributed()
    {
        using TestConsortium expired = new() { RosterEnds = DateTimeOffset.UnixEpoch };
        expired.Write("roster.json", expired.Roster(1).ToJson());
        Script said = new(expired.CoordinatorKey);
        Signed<Plan> plan = expired.Sign(expired.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(expired, said);
        await using RunningNode node = await RunningNode.StartAsync(expired, coordinator);
        TestAttempt attempt = new(expired, said, plan.Content);
        said.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(said, attempt).ToAsync(3);
        await said.WordAsync(attempt.Round, Kind.Holding);
        Assert.Contains("FM110", await node.LoggedAsync(Event.StepRefused));
        Assert.False(said.HasUpload);
    }
}
