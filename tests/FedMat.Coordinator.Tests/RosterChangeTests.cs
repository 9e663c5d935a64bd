using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>A roster is published while a study runs; its members keep their streams.</summary>
public sealed class RosterChangeTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Theory]
    [InlineData(SumNews.WhatOneofCase.Opened)]
    [InlineData(SumNews.WhatOneofCase.Dealers)]
    [InlineData(SumNews.WhatOneofCase.Inputs)]
    public async Task Publish_BeforeTheListWasTold_BeginsTheSumAnewAndEndsWell(SumNews.WhatOneofCase step)
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 1), all => all[1].IsDeafTo = news => news.WhatCase == step);
        await Task.WhenAll(members.Select(member => member.HearAsync(step, round: 1)));

        members[1].IsDeafTo = _ => false;
        await consortium.PublishAsync(consortium.Next());

        foreach (SumMember member in members)
            Assert.Equal(StudyStatus.Completed, (await member.EndAsync()).Status);
        Assert.Equal(222, CountingLearner.Total(members[0].State));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    /// <summary>Members stay with a sum that they have a vector in, whatever roster came since.</summary>
    [Theory]
    [InlineData(SumNews.WhatOneofCase.Survivors)]
    [InlineData(SumNews.WhatOneofCase.Unmask)]
    [InlineData(SumNews.WhatOneofCase.Result)]
    [InlineData(SumNews.WhatOneofCase.Check)]
    public async Task Publish_OnceTheListWasTold_LosesNothing(SumNews.WhatOneofCase step)
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(exact: false), all => all[1].IsDeafTo = news => news.WhatCase == step);
        await Task.WhenAll(members.Select(member => member.HearAsync(step, round: 1)));

        members[1].IsDeafTo = _ => false;
        await consortium.PublishAsync(consortium.Next());

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task Publish_ThatRevokesAMemberOfAQuorum_LetsTheOthersGoOn()
    {
        SumMember[] members = await consortium.BeginAsync(
            consortium.PlanOfFour(graceSeconds: 1), all => all[3].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Opened);
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Opened, round: 1)));

        await consortium.RevokeAsync(consortium.Outsider);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
    }
}
