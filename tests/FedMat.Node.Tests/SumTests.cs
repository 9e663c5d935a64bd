using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>A whole node in secure sums with members in memory, over real calls.</summary>
public sealed class SumTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Round_WithAllMembers_EndsInTheSumAndTheNextState()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        // Five rows here and seven at each other member.
        Assert.Equal(5 + 7 + 7, attempt.Sum![0]);
        await node.LoggedAsync(Event.SumAccepted);
    }

    [Fact]
    public async Task Upload_IsMaskedAndSignedWithTheSnapshotsNumber()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(3);
        Upload upload = await script.UploadAsync(attempt.Round);
        Assert.True(upload.Input.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal((Digest.Of(upload.Bytes), 5, 1), (upload.Input.Content.Payload, upload.Input.Content.Length, upload.Input.Content.Snapshot));
        Assert.NotEqual(5, new RingVector(Ring.Bits32, upload.Bytes)[0]);
    }

    [Fact]
    public async Task Round_AfterTheFirst_GoesThroughTheSetupMadeAhead()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        TestAttempt second = new(consortium, script, plan.Content, round: 2);
        TestRun run = new(script, first);
        await run.ToAsync(3);
        Upload upload = await script.UploadAsync(first.Round);
        Said advert = Assert.Single(upload.Words, word => word.WhatCase == Said.WhatOneofCase.Advert);
        Assert.Equal(second.Round, advert.Key.ToNoun());

        script.Tell(first.Survivors(upload), second.Adverts(advert));
        script.Tell(first.Unmask(await script.WordAsync(first.Round, Said.WhatOneofCase.Agreement)));
        News shares = second.Shares(await script.WordAsync(second.Round, Said.WhatOneofCase.Dealing));
        script.Tell(first.Result(await script.WordAsync(first.Round, Said.WhatOneofCase.Answer)), shares);
        News inputs = second.Inputs(await script.WordAsync(second.Round, Said.WhatOneofCase.Holding));
        script.Tell(first.Check(await script.WordAsync(first.Round, Said.WhatOneofCase.Tags)), inputs);

        Upload next = await script.UploadAsync(second.Round);
        Assert.True(first.IsAccepted(Assert.Single(next.Words, word => word.WhatCase == Said.WhatOneofCase.Acceptance)));
        Assert.Equal(3, Assert.Single(next.Words, word => word.WhatCase == Said.WhatOneofCase.Advert).Key.Round);
        await new TestRun(script, second).ToAsync(TestRun.Last, first: 4);
        Assert.Equal(19, second.Sum![0]);
    }

    [Fact]
    public async Task Attempt_AfterAFailedOne_StartsAfreshFromTheSameVector()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt first = Open();
        await new TestRun(script, first).ToAsync(3);
        Upload upload = await script.UploadAsync(first.Round);
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2);
        script.Tell(second.Opened());
        await new TestRun(script, second).ToAsync(TestRun.Last);
        Assert.Equal(19, second.Sum![0]);
        // The one made ahead is spent with the attempt that failed.
        Upload again = await script.UploadAsync(second.Round);
        Assert.NotEqual(upload.Bytes, again.Bytes);
        Assert.DoesNotContain(again.Words, word => word.WhatCase == Said.WhatOneofCase.Advert);
    }

    [Fact]
    public async Task Receipt_OfTheCoordinator_IsInTheEgressLedger()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        TestRun run = new(script, attempt);
        await run.ToAsync(TestRun.Last);
        await node.LoggedAsync(Event.Contributed);
        await node.DisposeAsync();
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        StoredUpload line = Assert.Single(await parts.Store.Egress.ListAsync(plan.Content.Id, default));
        Assert.Equal((attempt.Round, run.Upload!.Input.Content.Payload, 20L, 20L, 1), (line.Round, line.Payload, line.Bytes, line.BytesSent, line.Sends));
        Assert.True(line.Receipt!.IsSignedBy(consortium.CoordinatorKey.Public));
    }

    [Fact]
    public async Task Receipt_OfAnother_IsNotKept()
    {
        script.ReceiptKey = consortium.NodeKey;
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await new TestRun(script, Open()).ToAsync(3);
        await node.LoggedAsync(Event.ReceiptRefused);
    }

    [Fact]
    public async Task Sum_ThatIsNotTheMembers_IsNotAccepted()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(5);
        script.Tell(attempt.Result(await script.WordAsync(attempt.Round, Said.WhatOneofCase.Answer), sum => sum[0]++));
        script.Tell(attempt.Check(await script.WordAsync(attempt.Round, Said.WhatOneofCase.Tags)));
        Assert.Contains("FM324", await node.LoggedAsync(Event.StepRefused));
        Assert.Empty(script.Words(attempt.Round, Said.WhatOneofCase.Acceptance));
    }

    [Fact]
    public async Task Study_Over_LeavesNoKeyAndNoVector()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(4);
        await script.WordAsync(attempt.Round, Said.WhatOneofCase.Agreement);
        Assert.NotEmpty(await node.Store.Promises.OpenSetupsAsync(plan.Content.Id, default));
        script.Tell(new StudyEnding(plan.Content.Id, StudyStatus.Stopped, "enough", null).ToNews());
        await node.LoggedAsync(Event.StudyEnded);
        Assert.Empty(await node.Store.Promises.OpenSetupsAsync(plan.Content.Id, default));
        Assert.Null(await node.Store.Promises.SecretsAsync(attempt.Terms.Setup, default));
        Assert.Empty(await node.Store.Vectors.ListAsync(default));
    }

    [Fact]
    public async Task Vector_OfAnAcceptedSum_IsErased()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open();
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        Digest contribution = HistoryKey.Contribution(attempt.State.Hash, attempt.Ask.Hash, 1);
        Assert.Null(await node.Store.Vectors.ReadAsync(contribution, default));
        Assert.Null(await node.Store.Promises.SecretsAsync(attempt.Terms.Setup, default));
    }

    private TestAttempt Open()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }

    private Task<CoordinatorDouble> StartAsync() => CoordinatorDouble.StartAsync(consortium, script);
}
