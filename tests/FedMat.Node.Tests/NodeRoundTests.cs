using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Node.Tests;

/// <summary>A whole node against a scripted coordinator: what leaves it, and what never does.</summary>
public sealed class NodeRoundTests : IDisposable
{
    private static readonly DateTimeOffset Deadline = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public NodeRoundTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Attempt_OfAnAcceptedStudy_IsAnsweredSignedAndWithTheRightHashes()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));

        Upload upload = await UploadAsync();
        Contribution contribution = upload.Signed.Contribution;
        Assert.True(upload.Signed.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal(new RoundId(plan.Content.Id, 1, 1), contribution.Round);
        Assert.Equal((CountingLearner.At(0).Hash, CountingLearner.Spec(0).Hash), (contribution.State, contribution.Ask));
        Assert.Equal(Digest.Of(upload.Bytes), contribution.Payload);
        Assert.Equal(5, new RingVector(Ring.Bits32, upload.Bytes)[0]);
        await node.LoggedAsync(Event.Contributed);
    }

    [Fact]
    public async Task Attempt_OfALaterRound_StartsFromTheFetchedState()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.State = CountingLearner.At(3).Memory.ToArray();
        Tell(plan.ToNews(), Open(4, 1));
        Upload upload = await UploadAsync();
        Assert.Equal(CountingLearner.At(3).Hash, await script.Fetched.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience));
        Assert.Equal(CountingLearner.At(3).Hash, upload.Signed.Contribution.State);
    }

    [Fact]
    public async Task Attempt_StateWithAnotherHash_NothingLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.State = CountingLearner.At(2).Memory.ToArray();
        Tell(plan.ToNews(), Open(4, 1));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_FirstRoundFromAForeignState_NothingLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1, state: CountingLearner.At(2).Hash));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_AnotherQuestionThanThePlansLearner_NothingLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1, ask: CountingLearner.Spec(2).Hash));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_AnotherLengthThanThePlansLearner_NothingLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1, length: 6));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_OlderRoundThanContributed_NothingMoreLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.State = CountingLearner.At(3).Memory.ToArray();
        Tell(plan.ToNews(), Open(4, 1));
        await UploadAsync();
        await node.LoggedAsync(Event.Contributed);
        Tell(Open(1, 2));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_NextOneAtTheRoundFromAnotherState_NothingMoreLeaves()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        await UploadAsync();
        await node.LoggedAsync(Event.Contributed);
        Tell(Open(1, 2, state: CountingLearner.At(1).Hash));
        Assert.Contains("FM310", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Attempt_NextOneAtTheRound_IsAnsweredAfresh()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        await UploadAsync();
        Tell(Open(1, 2));
        Assert.Equal(2, (await UploadAsync()).Signed.Contribution.Round.Attempt);
    }

    [Fact]
    public async Task Node_StoppedBetweenStoreAndReceipt_SendsTheSameBytesAfterARestart()
    {
        TaskCompletionSource<ContributeReply> never = new();
        Func<SignedContribution, Task<ContributeReply>> receipt = script.Answer;
        script.Answer = _ => never.Task;
        await using CoordinatorDouble coordinator = await StartAsync();
        Upload first;
        await using (RunningNode node = await RunningNode.StartAsync(consortium, coordinator))
        {
            Tell(plan.ToNews(), Open(1, 1));
            first = await UploadAsync();
        }

        await script.WatchEnds.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        script.Answer = receipt;
        await using RunningNode again = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        Upload second = await UploadAsync();
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(first.Signed.Contribution, second.Signed.Contribution);
        await again.LoggedAsync(Event.SendingAgain);
        await again.LoggedAsync(Event.Contributed);
    }

    [Fact]
    public async Task Node_KilledBetweenStoreAndUpload_SendsWhatWasStored()
    {
        RingVector stored = new(Ring.Bits32, 5) { [0] = 5, [1] = 77 };
        RoundId round = new(plan.Content.Id, 1, 1);
        using (NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default))
        {
            await parts.Store.DecideAsync(plan, null, default);
            await parts.Store.Contributions.AddAsync(
                new Contribution(round, consortium.Self.Id, CountingLearner.At(0).Hash, CountingLearner.Spec(0).Hash, 5, stored.Hash).Sign(consortium.NodeKey),
                stored.Memory, default);
        }

        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        Assert.Equal(stored.Memory.ToArray(), (await UploadAsync()).Bytes);
        await node.LoggedAsync(Event.SendingAgain);
    }

    [Fact]
    public async Task Attempt_OfTheRealLearner_IsAnsweredWithItsFirstSum()
    {
        ILearner real = Learners.For(plan.Content);
        RoundSpec spec = real.Ask(real.Start())!;
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, real);
        Tell(plan.ToNews(), Open(1, 1, real.Start().Hash, spec.Hash, spec.Length));
        Assert.Equal(spec.Bytes, (await UploadAsync()).Bytes.Length);
        await node.LoggedAsync(Event.Contributed);
    }

    [Fact]
    public async Task Coordinator_FailsDuringAnUpload_GetsTheSameBytesAgain()
    {
        Func<SignedContribution, Task<ContributeReply>> receipt = script.Answer;
        script.Answer = _ => throw new RpcException(new Status(StatusCode.Unavailable, "not now"));
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        Upload first = await UploadAsync();
        script.Answer = receipt;
        Assert.Equal(first.Bytes, (await UploadAsync()).Bytes);
        await node.LoggedAsync(Event.Contributed);
    }

    [Fact]
    public async Task Coordinator_RefusesAContribution_IsNotAskedAgain()
    {
        script.Answer = _ => throw new Refusal(RefusalCode.ContributionLate, "closed").ToException();
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        await UploadAsync();
        Assert.Contains("FM304", await node.LoggedAsync(Event.RoundRefused));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Coordinator_SignsNoReceipt_TheContributionIsKept()
    {
        script.Answer = _ => Task.FromResult(new ContributeReply { Receipt = Google.Protobuf.ByteString.CopyFrom(new byte[64]) });
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        await UploadAsync();
        await node.LoggedAsync(Event.ReceiptRefused);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(consortium.StateFolder, "outgoing"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Attempt_TakenOverByTheNextWhileTraining_IsLeft()
    {
        TaskCompletionSource training = new();
        CountingLearner learner = new();
        learner.OnContribute = cancellation =>
        {
            learner.OnContribute = _ => { };
            training.SetResult();
            cancellation.WaitHandle.WaitOne(RunningNode.Patience);
            cancellation.ThrowIfCancellationRequested();
        };
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, learner);
        Tell(plan.ToNews(), Open(1, 1));
        await training.Task.WaitAsync(RunningNode.Patience);
        Tell(Open(1, 2));
        Assert.Equal(2, (await UploadAsync()).Signed.Contribution.Round.Attempt);
        await node.LoggedAsync(Event.RoundLeft);
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
        await using CoordinatorDouble coordinator = await StartAsync();
        RunningNode node = await RunningNode.StartAsync(consortium, coordinator, learner);
        Tell(plan.ToNews(), Open(1, 1));
        await training.Task.WaitAsync(RunningNode.Patience);
        await node.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Training_FailsForNoKnownReason_EndsTheNodeWithTheFailure()
    {
        CountingLearner learner = new() { OnContribute = _ => throw new DllNotFoundException("no library") };
        await using CoordinatorDouble coordinator = await StartAsync();
        Tell(plan.ToNews(), Open(1, 1));
        await Assert.ThrowsAsync<DllNotFoundException>(() => RunningNode.RunAsync(consortium, coordinator, learner, default));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Run_Cancelled_EndsWithoutAFailure()
    {
        using CancellationTokenSource stop = new();
        await using CoordinatorDouble coordinator = await StartAsync();
        Task running = RunningNode.RunAsync(consortium, coordinator, new CountingLearner(), stop.Token);
        await script.Hellos.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Data_ChangedBetweenRounds_TheStudyKeepsItsSnapshot()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Tell(plan.ToNews(), Open(1, 1));
        await UploadAsync();
        consortium.Write("data.csv", "composition,band_gap_eV\nGaAs,1.42\n");
        Tell(plan.ToNews(), Open(1, 2));
        Assert.Equal(5, new RingVector(Ring.Bits32, (await UploadAsync()).Bytes)[0]);
    }

    private Task<CoordinatorDouble> StartAsync() => CoordinatorDouble.StartAsync(consortium, script);

    private void Tell(params News[] news)
    {
        foreach (News item in news)
            script.Tell(item);
    }

    private News Open(int round, int attempt, Digest? state = null, Digest? ask = null, int length = 5) => new AttemptNotice(
        new RoundId(plan.Content.Id, round, attempt), state ?? CountingLearner.At(round - 1).Hash, ask ?? CountingLearner.Spec(round - 1).Hash, length, Deadline).ToNews();

    private Task<Upload> UploadAsync() => script.Uploads.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);

    private void AssertNothingLeft() => Assert.False(script.Uploads.Reader.TryRead(out _));
}
