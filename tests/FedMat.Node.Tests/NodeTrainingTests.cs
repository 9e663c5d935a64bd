using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>The work that a node does beside its calls.</summary>
public sealed class NodeTrainingTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public NodeTrainingTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Training_BeginsWithTheAttemptAndHoldsUpNoWord()
    {
        TaskCompletionSource training = new();
        using ManualResetEventSlim goOn = new();
        CountingLearner learner = new()
        {
            OnContribute = cancellation =>
            {
                training.TrySetResult();
                goOn.Wait(RunningNode.Patience, cancellation);
            },
        };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, learner);
        TestAttempt attempt = Open();
        await training.Task.WaitAsync(RunningNode.Patience);
        TestRun run = new(script, attempt);
        await run.ToAsync(3);
        Assert.False(script.HasUpload);
        goOn.Set();
        await run.ToAsync(TestRun.Last, first: 4);
    }

    [Fact]
    public async Task Node_StoppedWhileTraining_StopsInTime()
    {
        TaskCompletionSource training = new();
        CountingLearner learner = new()
        {
            OnContribute = cancellation =>
            {
                training.SetResult();
                cancellation.WaitHandle.WaitOne(RunningNode.Patience);
                cancellation.ThrowIfCancellationRequested();
            },
        };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        RunningNode node = await RunningNode.StartAsync(consortium, coordinator, learner);
        Open();
        await training.Task.WaitAsync(RunningNode.Patience);
        await node.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Training_FailsForNoKnownReason_EndsTheNodeWithTheFailure()
    {
        CountingLearner learner = new() { OnContribute = _ => throw new DllNotFoundException("no library") };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        Open();
        await Assert.ThrowsAsync<DllNotFoundException>(() => RunningNode.RunAsync(consortium, coordinator, learner, default));
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Run_Cancelled_EndsWithoutAFailure()
    {
        using CancellationTokenSource stop = new();
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        Task running = RunningNode.RunAsync(consortium, coordinator, new CountingLearner(), stop.Token);
        await script.Hellos.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Attempt_OfTheRealLearner_IsAnsweredWithItsFirstSum()
    {
        ILearner real = Learners.For(plan.Content);
        RoundSpec spec = real.Ask(real.Start())!;
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, real);
        TestAttempt attempt = new(consortium, script, plan.Content) { State = real.Start(), Ask = spec };
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(4);
        Assert.Equal(spec.Bytes, (await script.UploadAsync(attempt.Round)).Bytes.Length);
        await script.WordAsync(attempt.Round, Said.WhatOneofCase.Agreement);
    }

    private TestAttempt Open()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }
}
