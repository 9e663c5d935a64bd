using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>What a node does not answer, whatever the coordinator says, and what it closes for good.</summary>
public sealed class SumRefusalTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumRefusalTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Adverts_OtherOnesForOneAttempt_AreRefused(bool afterARestart)
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        TestAttempt other = new(consortium, script, plan.Content);
        await new TestRun(script, attempt).ToAsync(1);
        await script.WordAsync(attempt.Round, Kind.Dealing);
        if (afterARestart)
        {
            await node.DisposeAsync();
            script.Forget();
            script.Tell(plan.ToNews(), attempt.Opened());
            node = await RunningNode.StartAsync(consortium, coordinator);
        }

        script.Tell(other.Adverts(await script.WordAsync(attempt.Round, Kind.Advert)));
        Assert.Contains("FM319", await node.LoggedAsync(Event.StepRefused));
        await node.DisposeAsync();
        Assert.Single(script.Words(attempt.Round, Kind.Dealing).Distinct());
    }

    [Fact]
    public async Task Survivors_OtherOnesThanSigned_AreRefused()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(4);
        await script.WordAsync(attempt.Round, Kind.Agreement);
        script.Tell(attempt.OtherSurvivors());
        Assert.Contains("FM319", await node.LoggedAsync(Event.StepRefused));
        Assert.Single(script.Words(attempt.Round, Kind.Agreement));
    }

    [Fact]
    public async Task Survivors_OfAnotherCohortForOneVector_AreRefusedInALaterAttemptToo()
    {
        // What was signed lies in the store under the contribution, whatever the attempt.
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(4);
        await script.WordAsync(first.Round, Kind.Agreement);
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2) { Snapshot = 2 };
        script.Tell(second.Opened());
        await new TestRun(script, second).ToAsync(4);
        Assert.Contains("FM323", await node.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(second.Round, Kind.Agreement));
    }

    [Fact]
    public async Task Inputs_ForAnotherState_AreRefused()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(2);
        attempt.Inputs(await script.WordAsync(attempt.Round, Kind.Holding));
        script.Tell(attempt.InputsOf(CountingLearner.At(2).Hash));
        Assert.Contains("FM325", await node.LoggedAsync(Event.StepRefused));
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Attempt_FromAForeignState_IsNotEntered()
    {
        Assert.Contains("FM325", await NotEnteredAsync(opened => opened.State = CountingLearner.At(2).Hash.ToBytes()));
    }

    [Fact]
    public async Task Attempt_WithAnotherQuestionThanThePlansLearner_IsNotEntered()
    {
        Assert.Contains("FM310", await NotEnteredAsync(opened => opened.Ask = new CountingLearner().Spec(2).Hash.ToBytes()));
    }

    [Fact]
    public async Task Attempt_OfAnotherLengthThanThePlansLearner_IsNotEntered()
    {
        Assert.Contains("FM310", await NotEnteredAsync(opened => opened.Length = 6));
    }

    [Fact]
    public async Task Attempt_OfARoundThatIsOver_IsNotEntered()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        TestAttempt late = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(late.Opened());
        Assert.Contains("FM310", await node.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(late.Round, Kind.Advert));
    }

    [Fact]
    public async Task Words_RefusedByTheCoordinator_AreNotSaidForEver()
    {
        script.Refuses = new Refusal(RefusalCode.RoundUnknown, "never opened");
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Open();
        Assert.Contains("FM309", await node.LoggedAsync(Event.WordRefused));
    }

    [Fact]
    public async Task Close_BeforeSharesWereOpened_IsSignedAndNothingIsAnsweredAfterwards()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(4);
        Said agreement = await script.WordAsync(attempt.Round, Kind.Agreement);
        script.Tell(attempt.Close());
        SignedMessage<Closing> closing = (await script.WordAsync(attempt.Round, Kind.Closing)).Closing.ToSigned<Closing>();
        Assert.True(closing.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal(new Closing(attempt.Round, consortium.Self.Id), closing.Content);

        TestAttempt next = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(attempt.Unmask(agreement), next.Opened());
        await script.WordAsync(next.Round, Kind.Advert);
        Assert.Empty(script.Words(attempt.Round, Kind.Answer));
    }

    [Fact]
    public async Task Close_AfterSharesWereOpened_IsRefused()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(5);
        await script.WordAsync(attempt.Round, Kind.Answer);
        script.Tell(attempt.Close());
        Assert.Contains("FM319", await node.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(attempt.Round, Kind.Closing));
    }

    [Fact]
    public async Task Close_OfAnAttemptThatWasNeverSeen_KeepsItFromBeingEntered()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Close(), attempt.Opened());
        await script.WordAsync(attempt.Round, Kind.Closing);
        Assert.Contains("FM322", await node.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(attempt.Round, Kind.Advert));
    }

    [Fact]
    public async Task Database_RestoredFromAnOlderCopy_ClosesItsAttempts()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        TestAttempt attempt = Open();
        TestRun run = new(script, attempt);
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await run.ToAsync(2);
        string database = Path.Combine(consortium.StateFolder, "node.db");
        byte[] copy = await File.ReadAllBytesAsync(database);
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await run.ToAsync(4, first: 3);
        foreach (string path in Directory.GetFiles(consortium.StateFolder, "node.db*"))
            File.Delete(path);
        await File.WriteAllBytesAsync(database, copy);

        await using RunningNode restored = await RunningNode.StartAsync(consortium, coordinator);
        await restored.LoggedAsync(Event.StoreRestored);
        script.Tell(attempt.Close());
        Assert.Contains("FM326", await restored.LoggedAsync(Event.StepRefused, "FM326"));
        Assert.Empty(script.Words(attempt.Round, Kind.Closing));
        Assert.Equal(SetupStatus.Closed, (await restored.Store.Promises.FindAsync(attempt.Round, default))?.Status);
        TestAttempt next = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(next.Opened());
        await script.WordAsync(next.Round, Kind.Advert);
    }

    private async Task<string> NotEnteredAsync(Action<SumOpened> alter)
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = new(consortium, script, plan.Content);
        News opened = attempt.Opened();
        alter(opened.Sum.Opened);
        script.Tell(plan.ToNews(), opened);
        string text = await node.LoggedAsync(Event.StepRefused);
        Assert.Empty(script.Words(attempt.Round, Kind.Advert));
        return text;
    }

    private TestAttempt Open()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }

    private Task<CoordinatorDouble> StartAsync() => CoordinatorDouble.StartAsync(consortium, script);
}
