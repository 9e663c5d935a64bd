using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace FedMat.Coordinator.Tests;

public sealed class RestartTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    public static TheoryData<SumNews.WhatOneofCase, int> Steps => new()
    {
        { SumNews.WhatOneofCase.Opened, 1 },
        { SumNews.WhatOneofCase.Adverts, 1 },
        { SumNews.WhatOneofCase.Dealers, 1 },
        { SumNews.WhatOneofCase.Inputs, 1 },
        { SumNews.WhatOneofCase.Survivors, 1 },
        { SumNews.WhatOneofCase.Adverts, 2 },
        { SumNews.WhatOneofCase.Unmask, 1 },
        { SumNews.WhatOneofCase.Result, 1 },
        { SumNews.WhatOneofCase.Dealers, 2 },
        { SumNews.WhatOneofCase.Check, 1 },
        { SumNews.WhatOneofCase.Inputs, 2 },
        { SumNews.WhatOneofCase.Survivors, 2 },
        { SumNews.WhatOneofCase.Check, 2 },
        { SumNews.WhatOneofCase.Check, 3 },
    };

    /// <summary>One member has not answered the step and two have, so that some words are written and others are lost.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Restart_BeforeAnAnswerOfOneMember_LosesNothing(SumNews.WhatOneofCase step, int round)
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 2));
        members[1].IsDeafTo = news => news.WhatCase == step && news.Key.Round == round;
        await Task.WhenAll(members.Select(member => member.HearAsync(step, round)));

        await consortium.StopAsync();
        await Task.WhenAll(members.Select(member => member.LeaveAsync()));
        members[1].IsDeafTo = _ => false;
        await consortium.StartAsync();
        Array.ForEach(members, member => member.Listen(consortium.Grpc));

        foreach (SumMember member in members)
        {
            Assert.Equal(StudyStatus.Completed, (await member.EndAsync()).Status);
            Assert.Equal(3 * 111, CountingLearner.Total(member.State));
        }
    }

    [Fact]
    public async Task Restart_UnderANewRoster_StartsTheSumAnew()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 1));
        members[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Inputs;
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Inputs, round: 1)));

        await consortium.StopAsync();
        consortium.WriteFiles(2);
        await consortium.StartAsync();

        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        News sum = await news.NextAsync(News.WhatOneofCase.Sum);
        Assert.Equal((SumNews.WhatOneofCase.Opened, 1, 2), (sum.Sum.WhatCase, sum.Sum.Key.Round, sum.Sum.Key.Attempt));
    }

    /// <summary>Members stay with a sum that they have a vector in, whatever roster came since.</summary>
    [Theory]
    [InlineData(SumNews.WhatOneofCase.Survivors)]
    [InlineData(SumNews.WhatOneofCase.Unmask)]
    [InlineData(SumNews.WhatOneofCase.Result)]
    [InlineData(SumNews.WhatOneofCase.Check)]
    public async Task Restart_UnderANewRosterOnceTheListWasTold_LosesNothing(SumNews.WhatOneofCase step)
    {
        SumMember[] members = await consortium.BeginAsync(
            consortium.Plan(exact: false), all => all[1].IsDeafTo = news => news.WhatCase == step);
        await Task.WhenAll(members.Select(member => member.HearAsync(step, round: 1)));

        consortium.WriteFiles(2);
        await consortium.RestartAsync(members);
        await members[1].ComeBackAsync();

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task Restart_OfAnAttemptThatIsClosed_WritesTheChoiceOnce()
    {
        Plan plan = consortium.Plan(exact: false);
        SumMember[] members = await consortium.BeginAsync(plan, all => Array.ForEach(all, member => member.IsDeafTo = IsLate));
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Survivors, round: 1)));
        await consortium.StopAsync();
        Damage(SumWordKind.Advert);

        for (int restarts = 0; restarts < 2; restarts++)
        {
            await consortium.StartAsync();
            using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
            Assert.Equal(SumNews.WhatOneofCase.Close, (await news.NextAsync(News.WhatOneofCase.Sum)).Sum.WhatCase);
            Assert.Single(await consortium.StopAndReadAsync(plan.Id), word => word.Kind == SumWordKind.CloseChosen);
        }
    }

    private static bool IsLate(SumNews news) => news.WhatCase >= SumNews.WhatOneofCase.Survivors;

    private void Damage(SumWordKind kind)
    {
        using SqliteConnection database = new($"Data Source={Path.Combine(consortium.Options.Folder, "coordinator.db")};Pooling=False");
        database.Open();
        using SqliteCommand command = new("UPDATE word SET body = x'00' WHERE kind = $1", database);
        command.Parameters.AddWithValue("$1", (int)kind);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    [Fact]
    public async Task Restart_AfterTheEnd_StillTellsItAndOpensNothing()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await consortium.Administrator.Studies(consortium.Grpc).StopAsync(new StopStudyRequest { Study = study.ToBytes() });

        await consortium.RestartAsync();

        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        Assert.Equal(StudyStatus.Stopped, (await news.EndingAsync()).Status);
        Assert.Equal("no study is running", (await news.NextAsync()).Heartbeat.WaitingFor);
        Assert.Equal(study, await consortium.ProposeAsync(consortium.Plan()));
        Assert.Equal(StudyStatus.Stopped, NewsMessages.ToStatus(await LastAsync(study)));
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
    public async Task Start_WithAnOlderRosterThanSeen_GoesOnWithTheNewerOne()
    {
        await consortium.StopAsync();
        consortium.WriteFiles(2);
        await consortium.StartAsync();
        await consortium.StopAsync();
        consortium.WriteFiles(1);

        await consortium.StartAsync();

        HelloReply reply = await consortium.Nodes[0].HelloAsync(consortium.Grpc, roster: 1);
        Assert.Equal(2, reply.Roster.ToDocument<Roster>().Content.Number);
    }

    [Fact]
    public async Task Start_WithAnotherRosterOfTheSameNumber_IsRefused()
    {
        await consortium.StopAsync();
        Signed<Roster> other = Signed<Roster>.Sign(consortium.Next().Content with { Number = 1, NotAfter = DateTimeOffset.MaxValue }, consortium.RootKey);
        AtomicFile.Write(consortium.Options.RosterFile, other.ToIndentedJson());

        Assert.Equal(RefusalCode.RosterOlder, (await Assert.ThrowsAsync<RefusedException>(() => consortium.StartAsync())).Refusal.Code);
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
