using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>A node among four others that is lost, was away, or has to do with false shares.</summary>
public sealed class SumLossTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumLossTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    private RoundId Second => new(plan.Content.Id, 2, 1);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Node_NotAmongTheSurvivors_HelpsToOpenTheSumAndChecksIt()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open(1, 1);
        await new TestRun(script, attempt).ToAsync(3);
        await script.UploadAsync(attempt.Round);
        script.Tell(attempt.Survivors(upload: null), attempt.Unmask(word: null));
        script.Tell(attempt.Result(await script.WordAsync(attempt.Round, Kind.Answer)), attempt.Check(word: null));
        Assert.True(attempt.IsAccepted(await script.WordAsync(attempt.Round, Kind.Acceptance)));
        Assert.Equal(4 * 7, attempt.Sum![0]);
        Assert.Empty(script.Words(attempt.Round, Kind.Agreement));
        Assert.Empty(script.Words(attempt.Round, Kind.Tags));
    }

    [Fact]
    public async Task Node_ThatWasAway_TakesAStateThatEnoughAccepted()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Prove(consortium, Second);
        TestAttempt attempt = Open(3, 2);
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        await node.LoggedAsync(Event.StateProven);
    }

    [Fact]
    public async Task Proof_Forged_IsRefusedAndNothingLeaves()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Prove(consortium, Second, _ => consortium.CoordinatorKey);
        TestAttempt attempt = Open(3, 2);
        Assert.Contains("FM316", await node.LoggedAsync(Event.StateNotProven));
        await new TestRun(script, attempt).ToAsync(3);
        // The next step is answered, so the one before has been seen.
        script.Tell(attempt.Close());
        await script.WordAsync(attempt.Round, Kind.Closing);
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task State_ThatIsNotTheProvenOne_IsRefused()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Prove(consortium, Second);
        script.Blobs[CountingLearner.At(2).Hash] = CountingLearner.At(1).Memory;
        Open(3, 2);
        Assert.Contains("FM310", await node.LoggedAsync(Event.StateNotProven));
    }

    [Fact]
    public async Task Dealing_WithABadEnvelope_IsComplainedOfAndTakenOnceItIsOpened()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = Open(1, 1);
        MemberId dealer = consortium.Others[0].Id;
        await new TestRun(script, attempt).ToAsync(1);
        script.Tell(attempt.Shares(
            await script.WordAsync(attempt.Round, Kind.Dealing), dealing => dealing.Deal.Content.Member == dealer ? Spoilt(dealing) : dealing));
        Said complaint = await script.WordAsync(attempt.Round, Kind.Complaint);
        Assert.Empty(script.Words(attempt.Round, Kind.Holding));
        script.Tell(attempt.Opening(complaint, dealer));
        await script.WordAsync(attempt.Round, Kind.Holding);
    }

    [Fact]
    public async Task Complaint_OfAHolder_IsAnsweredAsOftenAsThereMayBeCorruptMembers()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        TestAttempt attempt = Open(1, 1);
        await using (await RunningNode.StartAsync(consortium, coordinator))
        {
            await new TestRun(script, attempt).ToAsync(2);
            script.Tell(attempt.Complaint(consortium.Others[0].Id));
            await script.WordAsync(attempt.Round, Kind.Opening);
        }

        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        await script.WordAsync(attempt.Round, Kind.Opening, after: 1);
        script.Tell(attempt.Complaint(consortium.Others[1].Id));
        Assert.Contains("FM318", await again.LoggedAsync(Event.StepRefused));
        Assert.Single(script.Words(attempt.Round, Kind.Opening).Distinct());
    }

    /// <summary>The envelope for the node is rubbish, and the dealer has signed it so.</summary>
    private Dealing Spoilt(Dealing dealing)
    {
        Deal deal = dealing.Deal.Content;
        DealtShare[] shares = [.. dealing.Shares.Select(share =>
            share.Holder == consortium.Self.Id ? share with { Envelope = new byte[share.Envelope.Length] } : share)];
        Digest root = MerkleTree.Root([.. shares.Select(share => share.Leaf(deal.Setup, deal.Member))]);
        return new Dealing(SignedMessage<Deal>.Sign(deal with { Root = root }, consortium.KeyOf(deal.Member)), shares);
    }

    private TestAttempt Open(int round, int number)
    {
        TestAttempt attempt = new(consortium, script, plan.Content, round, number);
        script.Tell(plan.ToNews(), attempt.Opened());
        return attempt;
    }
}
