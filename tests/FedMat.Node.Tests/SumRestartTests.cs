using FedMat.Protocol;
using FedMat.Wire;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>A node that stops and starts again in the middle of a sum, and connections that break.</summary>
public sealed class SumRestartTests : IDisposable
{
    private const int ManyValues = 700_000;
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumRestartTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Node_StartedAgainAfterAWord_FinishesTheRoundWithTheSameWords(int step)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = Open();
        TestRun run = new(script, attempt);
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await run.ToAsync(step - 1);
            await run.SaidAsync(step);
        }

        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await run.ToAsync(TestRun.Last, first: step);
        Assert.Equal(19, attempt.Sum![0]);
        AssertSaidTheSame(attempt.Round);
    }

    [Fact]
    public async Task Node_StartedAgainAfterTheUpload_NeitherMasksNorTrainsAgain()
    {
        int trained = 0;
        CountingLearner learner = new() { OnContribute = _ => trained++ };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = Open();
        TestRun run = new(script, attempt);
        await using (await RunningNode.StartAsync(consortium, coordinator, learner))
        {
            await run.ToAsync(3);
            await script.UploadAsync(attempt.Round);
        }

        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator, learner);
        await script.UploadAsync(attempt.Round, after: 1);
        Assert.Equal(1, trained);
        AssertSaidTheSame(attempt.Round);
    }

    [Fact]
    public async Task Node_StartedAgainAfterItsAcceptance_GoesOnFromItsOwnWord()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await new TestRun(script, Open()).ToAsync(TestRun.Last);
        script.Forget();
        // The setup that was made ahead is spent: the coordinator opens another attempt.
        TestAttempt next = new(consortium, script, plan.Content, round: 2, attempt: 2);
        script.Blobs[next.State.Hash] = next.State.Memory;
        script.Tell(plan.ToNews(), next.Opened());
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await new TestRun(script, next).ToAsync(TestRun.Last);
    }

    [Fact]
    public async Task Upload_ConnectionLostInTheMiddle_GoesOnFromThere()
    {
        script.Break = (2 << 20, null);
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, new CountingLearner(ManyValues));
        TestAttempt attempt = Open(ManyValues);
        TestRun run = new(script, attempt);
        await run.ToAsync(TestRun.Last);
        Assert.Equal(2 << 20, run.Upload!.Offset);
        Assert.Equal(19, attempt.Sum![0]);
    }

    [Fact]
    public async Task Upload_ConnectionLostAndNodeStartedAgain_GoesOnFromThere()
    {
        script.Break = (2 << 20, null);
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = Open(ManyValues);
        TestRun run = new(script, attempt);
        await using (RunningNode node = await RunningNode.StartAsync(consortium, coordinator, new CountingLearner(ManyValues), new SlowTime()))
        {
            await run.ToAsync(3);
            await node.LoggedAsync(Event.SumRetries);
        }

        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator, new CountingLearner(ManyValues));
        await run.ToAsync(TestRun.Last, first: 4);
        Assert.Equal(2 << 20, run.Upload!.Offset);
    }

    [Fact]
    public async Task Fetch_ConnectionLostInTheMiddle_GoesOnFromThere()
    {
        script.Break = (null, 1 << 20);
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, new CountingLearner(ManyValues));
        await new TestRun(script, Open(ManyValues)).ToAsync(TestRun.Last);
        Assert.Equal(0, await script.Fetches.Reader.ReadAsync());
        Assert.Equal(1 << 20, await script.Fetches.Reader.ReadAsync());
    }

    [Fact]
    public async Task Steps_ToldAgainOnANewStream_AreAnsweredAgainWithTheSameWords()
    {
        CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        TestRun run = new(script, attempt);
        await run.ToAsync(3);
        await script.UploadAsync(attempt.Round);
        int port = coordinator.Address.Port;
        await coordinator.DisposeAsync();
        await using CoordinatorDouble again = await CoordinatorDouble.StartAsync(consortium, script, port: port);
        await script.WordAsync(attempt.Round, Kind.Holding, after: 1);
        // Nothing travels twice.
        Assert.Equal(20, (await script.UploadAsync(attempt.Round, after: 1)).Offset);
        await run.ToAsync(TestRun.Last, first: 4);
        AssertSaidTheSame(attempt.Round);
    }

    [Fact]
    public async Task Data_ChangedMeanwhile_TheStudyKeepsItsRows()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(3);
        await script.UploadAsync(first.Round);
        consortium.Write("data.csv", "composition,band_gap_eV\nGaAs,1.42\n");
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(plan.ToNews(), second.Opened());
        await new TestRun(script, second).ToAsync(TestRun.Last);
        Assert.Equal(19, second.Sum![0]);
    }

    private void AssertSaidTheSame(RoundId round)
    {
        foreach (Kind kind in new[] { Kind.Advert, Kind.Dealing, Kind.Holding, Kind.Agreement, Kind.Answer, Kind.Tags, Kind.Acceptance })
            Assert.InRange(script.Words(round, kind).Distinct().Count(), 0, 1);
    }

    private TestAttempt Open(int values = 4)
    {
        TestAttempt attempt = new(consortium, script, plan.Content, values: values);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }

    /// <summary>A clock whose timers never run out: what is to be tried again is not.</summary>
    private sealed class SlowTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
