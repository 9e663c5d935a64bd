using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>How long a node can answer in an attempt: as long as its shares may be needed, and no longer.</summary>
public sealed class SumLifetimeTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumLifetimeTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Unmask_AfterANewerAttemptWasOpened_IsAnswered()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        (TestAttempt first, Said agreement) = await AgreeAsync();
        await OpenNextAsync();
        script.Tell(first.Unmask(agreement));
        await script.WordAsync(first.Round, Kind.Answer);
    }

    [Fact]
    public async Task Survivors_WithoutThisNodeAfterANewerAttemptWasOpened_AreOpened()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(3);
        await script.UploadAsync(first.Round);
        await OpenNextAsync();
        script.Tell(first.Survivors(upload: null), first.Unmask(word: null));
        await script.WordAsync(first.Round, Kind.Answer);
    }

    [Fact]
    public async Task Attempt_WithoutAVectorWhenANewerOneIsOpened_IsClosed()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(2);
        await script.WordAsync(first.Round, Kind.Holding);
        await OpenNextAsync();
        Assert.Equal(SetupStatus.Closed, (await node.Store.Promises.FindAsync(first.Round, default))?.Status);
    }

    [Fact]
    public async Task Unmask_AfterARosterChangeAndARestart_IsAnswered()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first;
        Said agreement;
        await using (await RunningNode.StartAsync(consortium, coordinator))
            (first, agreement) = await AgreeAsync();
        consortium.Write("roster.json", consortium.Roster(2).ToJson());
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(first.Unmask(agreement));
        await script.WordAsync(first.Round, Kind.Answer);
    }

    [Fact]
    public async Task Attempt_WithoutAVectorAfterARosterChange_IsClosed()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = Open();
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await new TestRun(script, first).ToAsync(2);
            await script.WordAsync(first.Round, Kind.Holding);
        }

        consortium.Write("roster.json", consortium.Roster(2).ToJson());
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await again.LoggedAsync(Event.StepPassedOver);
        Assert.Equal(SetupStatus.Closed, (await again.Store.Promises.FindAsync(first.Round, default))?.Status);
    }

    [Fact]
    public async Task Attempt_TooOldWithoutAList_IsClosed()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = Open();
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await new TestRun(script, first).ToAsync(3);
            await script.UploadAsync(first.Round);
        }

        await using RunningNode later = await RunningNode.StartAsync(consortium, coordinator, time: new LaterTime(TimeSpan.FromDays(8)));
        await later.LoggedAsync(Event.AttemptExpired, $"{first.Round}");
        Assert.Equal(SetupStatus.Closed, (await later.Store.Promises.FindAsync(first.Round, default))?.Status);
        Assert.Null(await later.Store.Promises.SecretsAsync(first.Terms.Setup, default));
    }

    [Fact]
    public async Task Attempt_WhoseListWasAgreedTo_NeverGrowsTooOld()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first;
        Said agreement;
        await using (await RunningNode.StartAsync(consortium, coordinator))
            (first, agreement) = await AgreeAsync();
        await using RunningNode later = await RunningNode.StartAsync(consortium, coordinator, time: new LaterTime(TimeSpan.FromDays(800)));
        // The setup made ahead is too old.
        await later.LoggedAsync(Event.AttemptExpired);
        script.Tell(first.Unmask(agreement));
        await script.WordAsync(first.Round, Kind.Answer);
    }

    [Fact]
    public async Task Certificate_OfASumThatIsAcceptedAtThatMoment_ChangesNothing()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(3);
        await script.UploadAsync(first.Round);
        script.Tell(first.Survivors(upload: null), first.Unmask(word: null));
        News result = first.Result(await script.WordAsync(first.Round, Kind.Answer));
        // While the sum is being fetched, what else is told waits: it is taken in one batch with it.
        TaskCompletionSource mayFetch = new();
        script.MayFetch = mayFetch.Task;
        script.Tell(result, first.Check(word: null), Certificate(first), new News { Sum = new SumNews() });
        await node.LoggedAsync(Event.NewsRefused);
        mayFetch.SetResult();
        await script.WordAsync(first.Round, Kind.Acceptance);
        Assert.Equal(SetupStatus.Done, (await node.Store.Promises.FindAsync(first.Round, default))?.Status);
    }

    [Fact]
    public async Task LastSteps_WhileANewerAttemptIsOpened_AreAnswered()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(5);
        TaskCompletionSource mayFetch = new();
        script.MayFetch = mayFetch.Task;
        script.Tell(first.Result(await script.WordAsync(first.Round, Kind.Answer)));
        await script.Fetches.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        // Read, but not taken up: the node is at the sum still.
        script.Tell(new TestAttempt(consortium, script, plan.Content, round: 2, attempt: 2).Opened(), new News { Sum = new SumNews() });
        await node.LoggedAsync(Event.NewsRefused);
        mayFetch.SetResult();
        script.Tell(first.Check(await script.WordAsync(first.Round, Kind.Tags)));
        Assert.True(first.IsAccepted(await script.WordAsync(first.Round, Kind.Acceptance)));
    }

    private TestAttempt Open()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }

    /// <summary>An attempt up to its third stage.</summary>
    private async Task<(TestAttempt Attempt, Said Agreement)> AgreeAsync()
    {
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(4);
        return (attempt, await script.WordAsync(attempt.Round, Kind.Agreement));
    }

    private async Task OpenNextAsync()
    {
        TestAttempt next = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(next.Opened());
        await script.WordAsync(next.Round, Kind.Advert);
    }

    private News Certificate(TestAttempt attempt)
    {
        CloseCertificate certificate = new([.. consortium.Others.Select(other => other.Id).Order().Select(other =>
            SignedMessage<Closing>.Sign(new Closing(attempt.Round, other), consortium.KeyOf(other)))]);
        return new News { Sum = new SumNews { Key = attempt.Round.ToMessage(), Certificate = certificate.ToBody() } };
    }
}
