using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>Steps out of order and answers of no sense: a node loses nothing by them, and does not stop.</summary>
public sealed class SumHostilityTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumHostilityTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Steps_BeforeTheStateOfTheirSumIsReached_AreAnsweredThen()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        TestAttempt attempt = new(consortium, script, plan.Content, round: 3, attempt: 2);
        TaskCompletionSource mayFetch = new();
        script.MayFetch = mayFetch.Task;
        script.Prove(consortium, new RoundId(plan.Content.Id, 2, 1));
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(3);
        script.Tell(attempt.Survivors(upload: null), attempt.Unmask(word: null));
        await node.LoggedAsync(Event.StepWaits, "Unmask");
        mayFetch.SetResult();
        await script.WordAsync(attempt.Round, Kind.Answer);
    }

    [Fact]
    public async Task Steps_BeforeTheStateOfTheirSumIsReached_AreKeptOnceOfAKind()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        TestAttempt attempt = new(consortium, script, plan.Content, round: 3, attempt: 2);
        TaskCompletionSource mayFetch = new();
        script.MayFetch = mayFetch.Task;
        script.Prove(consortium, new RoundId(plan.Content.Id, 2, 1));
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(3);
        News survivors = attempt.Survivors(upload: null);
        News unmask = attempt.Unmask(word: null);
        Lies lies = new(consortium, script);
        script.Tell(lies.Otherwise(survivors), lies.Otherwise(unmask), survivors, unmask, new News { Sum = new SumNews() });
        await node.LoggedAsync(Event.NewsRefused);
        mayFetch.SetResult();
        Said answer = await script.WordAsync(attempt.Round, Kind.Answer);
        Assert.Equal(
            survivors.Sum.Survivors.ToSigned<SurvivorList>().Content.Hash, answer.Answer.ToSigned<UnmaskAnswer>().Content.Survivors);
    }

    [Fact]
    public async Task Receipt_ThatIsNone_IsNotKeptAndTheRoundGoesOn()
    {
        script.Receipt = ByteString.CopyFromUtf8("a receipt");
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        await node.LoggedAsync(Event.ReceiptRefused);
    }

    [Fact]
    public async Task Attempt_AfterTheLearnerIsDone_IsRefusedAlsoAfterARestart()
    {
        CountingLearner learner = new() { Last = 1 };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (await RunningNode.StartAsync(consortium, coordinator, learner))
            await new TestRun(script, Open()).ToAsync(TestRun.Last);
        script.Forget();
        TestAttempt late = new(consortium, script, plan.Content, round: 2, attempt: 2);
        script.Blobs[late.State.Hash] = late.State.Memory;
        script.Tell(plan.ToNews(), late.Opened());
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator, learner);
        Assert.Contains("FM310", await again.LoggedAsync(Event.StepRefused));
        script.Tell(late.Close());
        await script.WordAsync(late.Round, Kind.Closing);
    }

    [Fact]
    public async Task Adverts_OtherOnesForTheSetupMadeAheadAfterARestart_DoNotStopTheRound()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = new(consortium, script, plan.Content);
        TestAttempt ahead = new(consortium, script, plan.Content, round: 2);
        TestRun run = new(script, first);
        News adverts;
        script.Tell(plan.ToNews(), first.Opened());
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await run.ToAsync(3);
            adverts = ahead.Adverts((await script.UploadAsync(first.Round)).Words.Single(word => word.WhatCase == Kind.Advert));
            script.Tell(adverts);
            await script.WordAsync(ahead.Round, Kind.Dealing);
        }

        script.Forget();
        script.Tell(plan.ToNews(), first.Opened(), new Lies(consortium, script).Otherwise(adverts));
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM319", await again.LoggedAsync(Event.StepRefused));
        script.Tell(run.Told);
        await script.UploadAsync(first.Round, after: 1);
        await run.ToAsync(TestRun.Last, first: 4);
        Assert.Single(script.Words(ahead.Round, Kind.Dealing).Distinct());
    }

    private TestAttempt Open()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }
}
