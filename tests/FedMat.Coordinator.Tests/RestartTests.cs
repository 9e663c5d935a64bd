using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

public sealed class RestartTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Restart_InTheMiddleOfAnAttempt_KeepsWhatWasContributed()
    {
        AttemptNotice before = await consortium.OpenAsync();
        Receipt receipt = await consortium.Nodes[0].ContributeAsync(consortium.Grpc, before, 1);

        await RestartAsync();

        using NewsReader news = new(consortium.Nodes[1], consortium.Grpc);
        AttemptNotice after = await news.AttemptAsync();
        Assert.Equal(before, after);
        Assert.Equal(receipt.Signature, (await consortium.Nodes[0].ContributeAsync(consortium.Grpc, after, 1)).Signature);
        await consortium.ContributeAsync(after, 1, 2);
        AttemptNotice next = await news.AttemptAsync();
        Assert.Equal(2, next.Round.Round);
        await consortium.ContributeAsync(next, 0, 1, 2);
        Assert.Equal(StudyStatus.Completed, (await news.EndingAsync()).Status);
    }

    [Fact]
    public async Task Restart_AfterTheEnd_StillTellsItAndOpensNothing()
    {
        AttemptNotice attempt = await consortium.OpenAsync();
        await consortium.Administrator.Studies(consortium.Grpc).StopAsync(new StopStudyRequest { Study = attempt.Round.Study.ToBytes() });

        await RestartAsync();

        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        Assert.Equal(StudyStatus.Stopped, (await news.EndingAsync()).Status);
        Assert.Equal("no study is running", (await news.NextAsync()).Heartbeat.WaitingFor);
        Assert.Equal(attempt.Round.Study, await consortium.ProposeAsync(consortium.Plan()));
        Assert.Equal(StudyStatus.Stopped, NewsMessages.ToStatus(await LastAsync(attempt.Round.Study)));
    }

    [Fact]
    public async Task Stop_WithOpenStreams_EndsThemAndIsQuick()
    {
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        await news.NextAsync();

        Task<RpcException> broken = news.BreakAsync();
        await consortium.StopAsync().WaitAsync(TimeSpan.FromSeconds(8));

        Assert.Equal(StatusCode.Unavailable, (await broken).StatusCode);
        Assert.False(File.Exists(consortium.Options.ListeningFile));
    }

    [Fact]
    public async Task Start_WithAnOlderRosterThanSeen_IsRefused()
    {
        await consortium.StopAsync();
        consortium.WriteFiles(2);
        await consortium.StartAsync();
        await consortium.StopAsync();
        consortium.WriteFiles(1);

        Assert.Equal(RefusalCode.RosterOlder, (await Assert.ThrowsAsync<RefusedException>(() => consortium.StartAsync())).Refusal.Code);
    }

    private async Task RestartAsync()
    {
        await consortium.StopAsync();
        await consortium.StartAsync();
    }

    private async Task<string> LastAsync(StudyId study)
    {
        using AsyncServerStreamingCall<StudyProgress> watch = consortium.Administrator.Studies(consortium.Grpc).Watch(new WatchStudyRequest { Study = study.ToBytes() });
        string status = "";
        while (await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon))
            status = watch.ResponseStream.Current.Status;
        return status;
    }
}
