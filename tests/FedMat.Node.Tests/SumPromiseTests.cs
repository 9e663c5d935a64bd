using FedMat.Protocol;
using FedMat.Wire;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>What a node says rests on what it has stored.</summary>
public sealed class SumPromiseTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumPromiseTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Adverts_OfAttemptsOpenedAtOnce_AreSaidOnlyWithStoredSecrets()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = new(consortium, script, plan.Content);
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2);
        TestAttempt third = new(consortium, script, plan.Content, attempt: 3);
        script.Tell(plan.ToNews(), first.Opened(), second.Opened(), third.Opened());
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await script.WordAsync(third.Round, Kind.Advert);
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        foreach (TestAttempt attempt in new[] { first, second, third }.Where(attempt => script.Words(attempt.Round, Kind.Advert).Count > 0))
            Assert.NotNull(await parts.Store.Promises.FindAsync(attempt.Round, default));
    }

    [Fact]
    public async Task Vector_LostAndRoundedAnew_NeverLeavesForTheSameRequest()
    {
        // The coordinator's chance to have two roundings of one vector would be the difference of two sums.
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await new TestRun(script, attempt).ToAsync(3);
            await script.UploadAsync(attempt.Round);
        }

        consortium.Run("DELETE FROM vector");
        CountingLearner other = new() { Value = -0.7f };
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator, other);
        await again.LoggedAsync(Event.StepRefused);
        script.Tell(attempt.Close());
        await script.WordAsync(attempt.Round, Kind.Closing);
        Assert.False(script.UploadAsync(attempt.Round, after: 1).IsCompleted);
    }

    [Fact]
    public async Task Plan_CopySignedByAStranger_LeavesTheStudyAsItIs()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        TestRun run = new(script, attempt);
        await run.ToAsync(2);
        script.Tell(Signed<Plan>.Sign(plan.Content, consortium.NodeKey).ToNews());
        Assert.Contains("FM202", await node.LoggedAsync(Event.StudyRefused));
        await run.ToAsync(TestRun.Last, first: 3);
    }
}
