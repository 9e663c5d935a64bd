using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>
/// A node that is killed between any two stages of an attempt and starts again from what is on its disk: it finishes or closes, and never answers
/// two requests of one stage.
/// </summary>
public sealed class SumKillTests : IDisposable
{
    private static readonly Kind[] Words = [Kind.Advert, Kind.Dealing, Kind.Holding, Kind.None, Kind.Agreement, Kind.Answer, Kind.Tags, Kind.Acceptance];
    private readonly TestConsortium consortium = new(others: 4);
    private readonly Script script;
    private readonly Signed<Plan> plan;
    private readonly TestAttempt attempt;
    private readonly TestRun run;
    private readonly Lies lies;

    public SumKillTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
        attempt = new TestAttempt(consortium, script, plan.Content);
        run = new TestRun(script, attempt);
        lies = new Lies(consortium, script);
        script.Tell(Begin);
    }

    /// <summary>Steps whose request can be told otherwise, with the refusal of the other one.</summary>
    public static TheoryData<int, string> Requests => new() { { 1, "FM319" }, { 3, "FM325" }, { 4, "FM319" }, { 5, "FM3" }, { 6, "FM319" } };

    public static TheoryData<int> WordSteps => [1, 2, 3, 5, 6, 7, 8];

    private News[] Begin => [plan.ToNews(), attempt.Opened()];

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
    public async Task Node_KilledAfterAWord_FinishesWithTheSameWords(int step)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(step - 1);
            await run.SaidAsync(step);
        });
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await run.ToAsync(TestRun.Last, first: step);
        Assert.Equal((4 * 7) + 5, attempt.Sum![0]);
        AssertSaidOnce();
    }

    [Theory]
    [MemberData(nameof(WordSteps))]
    public async Task Node_KilledBeforeAWordWasHeard_SaysTheSameAndFinishes(int step)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        script.Loses = Words[step - 1];
        Said? lost = null;
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(step - 1);
            lost = await script.Lost.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        });
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Equal(lost, await script.WordAsync(attempt.Round, Words[step - 1]));
        await run.ToAsync(TestRun.Last, first: step);
        AssertSaidOnce();
    }

    [Fact]
    public async Task Node_KilledInTheMiddleOfItsUpload_SendsTheSameVector()
    {
        script.Break = (1, null);
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(3);
            await script.BrokenAsync();
        });
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await run.ToAsync(TestRun.Last, first: 4);
        Assert.Equal((4 * 7) + 5, attempt.Sum![0]);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Node_KilledAfterAnAnswerAndAskedOtherwise_GivesNoOtherOne(int step, string number)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(step);
            await run.SaidAsync(step + 1);
        });
        script.Forget();
        script.Tell([.. Begin, .. run.Told.SkipLast(1), lies.Otherwise(run.Told[^1])]);
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains(number, await again.LoggedAsync(Event.StepRefused));
        AssertSaidOnce();
        await AssertClosesAsync(again, isOpened: step >= 5);
    }

    [Fact]
    public async Task Node_KilledAfterItsUploadAndToldAnotherU2_MasksNothingElse()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(3);
            await run.SaidAsync(4);
        });
        script.Forget();
        News dealers = lies.Without(consortium.Others[0].Id, run.Told[1]);
        script.Tell([.. Begin, run.Told[0], dealers, lies.For(dealers, run.Told[2])]);
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM319", await again.LoggedAsync(Event.StepRefused));
        // The next step is answered, so nothing of the one before is under way.
        script.Tell(attempt.Close());
        await script.WordAsync(attempt.Round, Kind.Closing);
        Assert.False(script.UploadAsync(attempt.Round, after: 1).IsCompleted);
    }

    [Fact]
    public async Task Node_KilledAfterItOpenedASumWithoutItself_AgreesToNoneWithItself()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        News? lie = null;
        await KillAsync(coordinator, async () =>
        {
            await run.ToAsync(3);
            Upload upload = await script.UploadAsync(attempt.Round);
            News survivors = attempt.Survivors(upload: null);
            lie = lies.With(upload, survivors);
            script.Tell(survivors, attempt.Unmask(word: null));
            await script.WordAsync(attempt.Round, Kind.Answer);
        });
        script.Forget();
        script.Tell([.. Begin, .. run.Told, lie!]);
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM319", await again.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(attempt.Round, Kind.Agreement));
    }

    /// <summary>Runs a node until something has happened, and leaves its folder as it was then.</summary>
    private async Task KillAsync(CoordinatorDouble coordinator, Func<Task> until)
    {
        StateCopy copy;
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await until();
            copy = StateCopy.Of(consortium.StateFolder);
        }

        copy.PutBack();
    }

    /// <summary>Unless it has opened shares the node closes the attempt, and says nothing more in it.</summary>
    private async Task AssertClosesAsync(RunningNode node, bool isOpened)
    {
        script.Tell(attempt.Close());
        if (isOpened)
            await node.LoggedAsync(Event.StepRefused, "Close");
        else
            await script.WordAsync(attempt.Round, Kind.Closing);
        Assert.Equal(isOpened, script.Words(attempt.Round, Kind.Closing).Count == 0);
        AssertSaidOnce();
    }

    private void AssertSaidOnce()
    {
        foreach (Kind kind in Words)
            Assert.InRange(script.Words(attempt.Round, kind).Distinct().Count(), 0, 1);
    }
}
