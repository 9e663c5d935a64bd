using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

public sealed class StudyTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Study_WithAllContributions_EndsInARelease()
    {
        await consortium.ProposeAsync(consortium.Plan(rounds: 2));
        using NewsReader news = new(consortium.Nodes[1], consortium.Grpc);
        Assert.Equal(News.WhatOneofCase.StudyOpened, (await news.NextAsync()).WhatCase);

        for (int round = 1; round <= 3; round++)
        {
            AttemptNotice attempt = await news.AttemptAsync();
            Assert.Equal((round, 1), (attempt.Round.Round, attempt.Round.Attempt));
            await consortium.ContributeAsync(attempt, 0, 1, 2);
        }

        StudyEnding ending = await news.EndingAsync();
        Assert.Equal((StudyStatus.Completed, ""), (ending.Status, ending.Reason));
        Assert.NotNull(ending.Release);
    }

    [Fact]
    public async Task FetchState_OfTheOpenAttempt_GivesTheBytesOfItsHash()
    {
        AttemptNotice attempt = await consortium.OpenAsync();
        await consortium.ContributeAsync(attempt, 0, 1, 2);
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        AttemptNotice next = await news.AttemptAfterAsync(attempt);

        ModelState state = await FetchAsync(consortium.Nodes[0], next.Round.Study, next.State);

        Assert.Equal(next.State, state.Hash);
        Assert.Equal(111, CountingLearner.Total(state));
    }

    [Fact]
    public async Task FetchState_OfAnOlderState_IsRefused()
    {
        AttemptNotice attempt = await consortium.OpenAsync();
        await consortium.ContributeAsync(attempt, 0, 1, 2);
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        await news.AttemptAfterAsync(attempt);

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => FetchAsync(consortium.Nodes[0], attempt.Round.Study, attempt.State));

        Assert.Equal(RefusalCode.RoundUnknown, error.ToRefusal()?.Code);
    }

    [Fact]
    public async Task Watch_OfAStudy_ShowsPresenceContributionsAndTheEnd()
    {
        AttemptNotice attempt = await consortium.OpenAsync(consortium.Plan(rounds: 1));
        using NewsReader online = new(consortium.Nodes[2], consortium.Grpc);
        await online.AttemptAsync();
        await consortium.ContributeAsync(attempt, 0);
        using AsyncServerStreamingCall<StudyProgress> watch = consortium.Administrator.Studies(consortium.Grpc).Watch(new WatchStudyRequest { Study = attempt.Round.Study.ToBytes() });

        StudyProgress first = await NextAsync(watch, progress => progress.Members[0].Contributed);
        Assert.Equal("running moments 1 eV", $"{first.Status} {first.Phase} {first.Attempt} {first.Unit}");
        Assert.Equal([false, false, true], first.Members.Select(member => member.Online));
        Assert.Equal("waiting for borealis (offline), cirrus", first.Reason);
        await consortium.ContributeAsync(attempt, 1, 2);
        await consortium.ContributeAsync(await online.AttemptAsync(), 0, 1, 2);
        StudyProgress last = await NextAsync(watch, progress => progress.Status != "running");

        Assert.Equal(("completed", 2, 0.25), (last.Status, last.Sums, last.HoldOutMae));
        Assert.Equal(32, last.Release.Length);
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon));
    }

    [Fact]
    public async Task Stop_ByTheAdministrator_EndsTheStudyWithItsReason()
    {
        AttemptNotice attempt = await consortium.OpenAsync();
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        await news.AttemptAsync();

        await consortium.Administrator.Studies(consortium.Grpc).StopAsync(new StopStudyRequest { Study = attempt.Round.Study.ToBytes(), Reason = "wrong data" });

        StudyEnding ending = await news.EndingAsync();
        Assert.Equal((StudyStatus.Stopped, "stopped by administrator: wrong data"), (ending.Status, ending.Reason));
        Refusal refusal = await consortium.Nodes[0].RefusedAsync(consortium.Grpc, consortium.Nodes[0].Sign(attempt, Party.Vector(attempt, 1)), Party.Vector(attempt, 1));
        Assert.Equal(RefusalCode.ContributionLate, refusal.Code);
    }

    [Fact]
    public async Task News_WithoutAStudy_StartsWithAHeartbeat()
    {
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);

        Assert.Equal("no study is running", (await news.NextAsync()).Heartbeat.WaitingFor);
    }

    private async Task<ModelState> FetchAsync(Party party, StudyId study, Crypto.Digest state)
    {
        using AsyncServerStreamingCall<Chunk> call = party.Rounds(consortium.Grpc).FetchState(new FetchStateRequest { Study = study.ToBytes(), State = state.ToBytes() });
        List<byte> bytes = [];
        while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon))
            bytes.AddRange(call.ResponseStream.Current.Data);
        return new ModelState([.. bytes]);
    }

    private static async Task<StudyProgress> NextAsync(AsyncServerStreamingCall<StudyProgress> watch, Func<StudyProgress, bool> wanted)
    {
        while (await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon))
        {
            if (wanted(watch.ResponseStream.Current))
                return watch.ResponseStream.Current;
        }

        throw new InvalidOperationException("the stream ended");
    }
}
