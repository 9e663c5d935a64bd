using FedMat.Protocol;
using FedMat.Wire;
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

        public ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation) => new(Answer);
    }
}
