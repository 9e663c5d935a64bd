using FedMat.Crypto;
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

    /// <summary>What a member said before it took a new key counts under the one that it had.</summary>
    [Fact]
    public async Task Publish_OfANewKeyOfAMemberThatHasAccepted_LetsTheOthersAcceptToo()
    {
        SumMember[] members = await consortium.BeginAsync(
            consortium.Plan(exact: false), all => all[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Check);
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Check, round: 1)));
        await members[2].LeaveAsync();

        members[1].IsDeafTo = _ => false;
        await consortium.PublishAsync(NewKeyOf(consortium.Nodes[2]));

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task Publish_OfANewKey_WhereAllMustAccept_SaysThatTheStudyIsToBeStopped()
    {
        Plan plan = consortium.Plan(exact: false);
        SumMember[] members = await consortium.BeginAsync(plan, all => all[2].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Check);
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Check, round: 1)));
        await members[2].LeaveAsync();

        await consortium.PublishAsync(NewKeyOf(consortium.Nodes[2]));

        await IsSaidToBeLostAsync(plan);
    }

    [Fact]
    public async Task Publish_ThatRevokesAMember_WhereAllMustAccept_SaysThatTheStudyIsToBeStopped()
    {
        Plan plan = consortium.Plan(exact: false);
        SumMember[] members = await consortium.BeginAsync(plan, all => all[2].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Check);
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Check, round: 1)));

        await consortium.RevokeAsync(consortium.Nodes[2]);

        await IsSaidToBeLostAsync(plan);
    }

    /// <summary>Until a list is opened, the sum can still be closed, and every member can say so with the key that it has.</summary>
    [Fact]
    public async Task Publish_OfANewKeyBeforeTheSumIsOpened_ClosesIt()
    {
        SumMember[] members = await consortium.BeginAsync(
            consortium.Plan(exact: false), all => all[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Survivors);
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Survivors, round: 1)));
        await members[2].LeaveAsync();

        await consortium.PublishAsync(NewKeyOf(consortium.Nodes[2]));

        await members[0].HearAsync(SumNews.WhatOneofCase.Close, round: 1);
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Unmask, round: 1));
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

    private Signed<Roster> NewKeyOf(Party party)
    {
        using SigningKey key = SigningKey.Create();
        return consortium.NextWith(party.Id, member => member with { Key = key.Public });
    }

    private async Task IsSaidToBeLostAsync(Plan plan) => await consortium.SeeAsync(
        plan.Id,
        progress => progress.Reason.StartsWith("waiting for cirrus", StringComparison.Ordinal)
            && progress.Reason.EndsWith(
                " to accept the last sum; 'cirrus' took another key or was revoked since the sum began, and a sum counts words under the keys that it began with, "
                + "so that they can never come: stop the study, and propose its plan anew",
                StringComparison.Ordinal));
}
