using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>What stands between the data and a sum, whatever the coordinator asks.</summary>
public sealed class ContributionGateTests
{
    private static readonly Refusal No = new(RefusalCode.PolicyWaits, "not now");

    [Fact]
    public async Task Refuse_WithoutChecks_Passes() => Assert.Null(await new ContributionGate([]).RefuseAsync(null!, default));

    [Fact]
    public async Task Refuse_OneOfTwoSaysNo_IsItsNo() =>
        Assert.Same(No, await new ContributionGate([new Check { Answer = null }, new Check { Answer = No }]).RefuseAsync(null!, default));

    [Fact]
    public async Task Inputs_HeldBack_TheDataAreNotLookedAt()
    {
        bool isLookedAt = false;
        CountingLearner learner = new() { OnContribute = _ => isLookedAt = true };
        await HeldBackAsync(new Check { Answer = No }, learner, (_, _, script) =>
        {
            Assert.False(script.HasUpload);
            return Task.CompletedTask;
        });
        Assert.False(isLookedAt);
    }

    [Fact]
    public async Task Inputs_HeldBackAndReconsidered_TheVectorLeaves()
    {
        Check check = new() { Answer = No };
        await HeldBackAsync(check, new CountingLearner(), async (node, attempt, script) =>
        {
            check.Answer = null;
            node.Sums.Reconsider();
            await script.UploadAsync(attempt.Round);
        });
    }

    [Fact]
    public async Task Inputs_HeldBackUnderARosterOfPuppets_NothingLeavesUnderTheNextOne()
    {
        using TestConsortium consortium = new();
        Dictionary<MemberId, SigningKey> keys = consortium.Others.ToDictionary(other => other.Id, _ => SigningKey.Create());
        Signed<Roster> puppets = consortium.Sign(consortium.Roster(2).Content with
        {
            Members = [consortium.Administrator, consortium.Self, .. consortium.Others.Select(other => other with { Key = keys[other.Id].Public })],
        });
        Check check = new() { Answer = No, Roster = 2 };
        Script script = new(consortium.CoordinatorKey) { Roster = puppets.ToBytes() };
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, check: check);
        TestAttempt attempt = new(consortium, script, plan.Content, roster: puppets, keyOf: id => keys[id]);
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(3);
        Assert.Contains("FM213", await node.LoggedAsync(Event.StepRefused));
        script.Tell(new News { Roster = consortium.Roster(3).ToBytes() });
        await node.LoggedAsync(Event.RosterTaken, "3");
        node.Sums.Reconsider();
        await node.ClosedAsync(attempt.Round);
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Upload_RosterRunsOutBetweenTwoTries_IsNotTriedAgain()
    {
        MovableTime time = new();
        using TestConsortium consortium = new() { RosterEnds = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(2) };
        consortium.Write("roster.json", consortium.Roster(1).ToJson());
        await LostAsync(consortium, time, async (node, attempt, script) =>
        {
            time.Later = TimeSpan.FromDays(3);
            Assert.Contains("FM110", await node.LoggedAsync(Event.StepRefused));
            script.LosesUploads = false;
            node.Sums.Reconsider();
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.False(script.HasUpload);
            time.Later = TimeSpan.Zero;
            node.Sums.Reconsider();
            await script.UploadAsync(attempt.Round);
        });
    }

    [Fact]
    public async Task Upload_AdministratorOfThePlanIsRevokedMeanwhile_IsNotTriedAgain()
    {
        using TestConsortium consortium = new();
        await LostAsync(consortium, TimeProvider.System, async (node, _, script) =>
        {
            Member revoked = consortium.Administrator with { Revoked = DateTimeOffset.UnixEpoch };
            Roster next = consortium.Roster(2).Content with { Members = [revoked, consortium.Self, .. consortium.Others] };
            script.Tell(new News { Roster = consortium.Sign(next).ToBytes() });
            Assert.Contains("administrator", await node.LoggedAsync(Event.StepRefused));
            script.LosesUploads = false;
            node.Sums.Reconsider();
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.False(script.HasUpload);
        });
    }

    [Fact]
    public async Task Upload_RosterWithTheSameKeysMeanwhile_GoesOn()
    {
        using TestConsortium consortium = new();
        await LostAsync(consortium, TimeProvider.System, async (node, attempt, script) =>
        {
            script.Tell(new News { Roster = consortium.Roster(2).ToBytes() });
            await node.LoggedAsync(Event.RosterTaken, "2");
            script.LosesUploads = false;
            await script.UploadAsync(attempt.Round);
        });
    }

    /// <summary>A node that tries to send a vector to a coordinator which answers that it is not available.</summary>
    private static async Task LostAsync(TestConsortium consortium, TimeProvider time, Func<RunningNode, TestAttempt, Script, Task> then)
    {
        Script script = new(consortium.CoordinatorKey) { LosesUploads = true };
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: time);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(3);
        await node.LoggedAsync(Event.SumRetries);
        await then(node, attempt, script);
    }

    /// <summary>A node that was asked for a vector and has refused it.</summary>
    private static async Task HeldBackAsync(Check check, CountingLearner learner, Func<RunningNode, TestAttempt, Script, Task> then)
    {
        using TestConsortium consortium = new();
        Script script = new(consortium.CoordinatorKey);
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, learner, check: check);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(3);
        await script.WordAsync(attempt.Round, Kind.Holding);
        Assert.Contains("FM213", await node.LoggedAsync(Event.StepRefused));
        await then(node, attempt, script);
    }

    private sealed class Check : IContributionCheck
    {
        public volatile Refusal? Answer;

        /// <summary>The only roster that it judges; null for all.</summary>
        public int? Roster { get; init; }

        public ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation) =>
            new(Roster is null || next.Roster.Number == Roster ? Answer : null);
    }
}
