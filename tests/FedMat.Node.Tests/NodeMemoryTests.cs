using FedMat.Aggregation;
using FedMat.Protocol;
using FedMat.Wire;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>What a node remembers of its studies, and what it does where it cannot.</summary>
public sealed class NodeMemoryTests : IDisposable
{
    private const string OtherRows = "composition,band_gap_eV\nGaAs,1.5\nInP,1.4\nSi,1.2\nGe,0.7\nGaN,3.5\n";
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public NodeMemoryTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan() with { MinimumRows = 4, MinimumCell = 2 });
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Study_AfterItsTableChanged_IsRefusedUntilTheTableIsPutBack()
    {
        byte[] rows = await File.ReadAllBytesAsync(consortium.PathOf("data.csv"));
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await AcceptAsync(coordinator);
        consortium.Write("data.csv", OtherRows);
        await using (RunningNode changed = await RunningNode.StartAsync(consortium, coordinator))
            Assert.Contains("FM507", await changed.LoggedAsync(Event.StudyRefused));
        consortium.Write("data.csv", rows);
        await AcceptAsync(coordinator);
    }

    [Fact]
    public async Task Plan_OverTheSameRowsWithAnotherMinimumCell_IsRefused()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await AcceptAsync(coordinator);
        script.Tell(consortium.Sign(plan.Content with { MinimumCell = 1 }).ToNews());
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        string text = await node.LoggedAsync(Event.StudyRefused);
        Assert.Contains("FM210", text);
        Assert.Contains("plan with 2", text);
    }

    [Fact]
    public async Task Study_ThatHasEnded_IsNotTakenUpAgain()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(plan.ToNews(), Ending, plan.ToNews(), new TestAttempt(consortium, script, plan.Content).Opened());
        Assert.Contains("FM310", await node.LoggedAsync(Event.StudyRefused));
        await node.LoggedAsync(Event.RoundOfNoStudy);
    }

    [Fact]
    public async Task Study_OverWhileTheNodeWasDown_LeavesNoKeyAndNoVector()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = Open(plan);
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await new TestRun(script, attempt).ToAsync(3);
            await script.UploadAsync(attempt.Round);
        }

        script.Forget();
        script.Tell(Ending, new Wire.V1.News { Sum = new Wire.V1.SumNews() });
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await again.LoggedAsync(Event.NewsRefused);
        Assert.Empty(await again.Store.Promises.OpenSetupsAsync(plan.Content.Id, default));
        Assert.Null(await again.Store.Promises.SecretsAsync(attempt.Terms.Setup, default));
        Assert.Empty(await again.Store.Promises.ListAsync(attempt.Terms.Setup, default));
        Assert.Empty(await again.Store.Vectors.ListAsync(default));
    }

    [Fact]
    public async Task Vector_ThatTwoStudiesSum_IsKeptUntilBothHaveTheirSum()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = Open(plan);
        TestAttempt second = Open(consortium.Sign(plan.Content with { Seed = plan.Content.Seed + 1 }));
        TestRun run = new(script, second);
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await run.ToAsync(3);
            await script.UploadAsync(second.Round);
            await new TestRun(script, first).ToAsync(TestRun.Last);
        }

        // From the vector that the first study had no more need of.
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Equal((await script.UploadAsync(second.Round)).Bytes, (await script.UploadAsync(second.Round, after: 1)).Bytes);
        await run.ToAsync(TestRun.Last, first: 4);
        Assert.Null(await again.Store.Vectors.ReadAsync(HistoryKey.Contribution(second.State.Hash, second.Ask.Hash, 1), default));
    }

    [Fact]
    public async Task Attempt_EnteredAfterTheBackup_IsNotEnteredAgain()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt first = Open(plan);
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2);
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await script.WordAsync(first.Round, Kind.Advert);
        string database = Path.Combine(consortium.StateFolder, "node.db");
        byte[] backup = await File.ReadAllBytesAsync(database);
        script.Tell(second.Opened());
        await using (await RunningNode.StartAsync(consortium, coordinator))
            await script.WordAsync(second.Round, Kind.Advert);
        await File.WriteAllBytesAsync(database, backup);

        await using RunningNode restored = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM326", await restored.LoggedAsync(Event.StepRefused, $"{second.Round}"));
        TestAttempt third = new(consortium, script, plan.Content, attempt: 3);
        script.Tell(third.Opened());
        await new TestRun(script, third).ToAsync(TestRun.Last);
        Assert.Single(script.Words(second.Round, Kind.Advert));
    }

    [Fact]
    public async Task Node_WithoutItsPromiseKeys_TakesPartInNothing()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await AcceptAsync(coordinator);
        File.Delete(Path.Combine(consortium.StateFolder, "promises.key"));
        script.Tell(new TestAttempt(consortium, script, plan.Content).Opened());
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM326", await again.LoggedAsync(Event.StudyRefused));
        await again.LoggedAsync(Event.RoundOfNoStudy);
    }

    private Wire.V1.News Ending => new StudyEnding(plan.Content.Id, StudyStatus.Stopped, "enough", null).ToNews();

    private TestAttempt Open(Signed<Plan> study)
    {
        TestAttempt attempt = new(consortium, script, study.Content);
        script.Tell(study.ToNews(), attempt.Opened());
        return attempt;
    }

    /// <summary>A node that takes part in the study, and stops.</summary>
    private async Task AcceptAsync(CoordinatorDouble coordinator)
    {
        script.Forget();
        script.Tell(plan.ToNews());
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.StudyAccepted);
    }
}
