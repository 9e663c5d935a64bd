using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>Members may connect to a coordinator that has just started before it has taken their study up.</summary>
public sealed class TakeUpTests : IAsyncLifetime
{
    private readonly Consortium consortium = new(new ManualTime());

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    /// <summary>No heartbeat helps: the time stands still.</summary>
    [Fact]
    public async Task Study_TakenUpAfterAMemberConnected_IsToldToItAtOnce()
    {
        using ManualResetEventSlim connected = new();
        SumMember[] members = await consortium.BeginAsync(
            consortium.Plan(exact: false), all => all[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Inputs);
        await members[1].HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);
        await consortium.StopAsync();
        consortium.Learners = plan =>
        {
            connected.Wait(Party.Soon);
            return new CountingLearner(plan);
        };

        await consortium.StartAsync();
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        await news.NextAsync(News.WhatOneofCase.Heartbeat);
        connected.Set();

        Assert.Equal(SumNews.WhatOneofCase.Opened, (await news.NextAsync(News.WhatOneofCase.Sum)).Sum.WhatCase);
    }
}
