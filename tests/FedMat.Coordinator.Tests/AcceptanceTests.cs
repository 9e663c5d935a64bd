using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>The end of a study: a release follows from a sum that enough members accepted. One sum, of three members who all must.</summary>
public sealed class AcceptanceTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public AcceptanceTests() => consortium = new Consortium(time);

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Release_WithTooFewAcceptances_WaitsHoweverLong()
    {
        (StudyId study, SumMember[] members) = await BeginAsync(all => all[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Check);
        await members[1].HearAsync(SumNews.WhatOneofCase.Check, round: 1);
        await consortium.SeeAsync(study, progress => progress.Reason ==
            "waiting for borealis to accept the last sum; there is no release without 1 more of them: start their nodes, or stop the study");

        time.Advance(TimeSpan.FromDays(1));
        await consortium.RestartAsync(members);
        await members[0].HearAsync(SumNews.WhatOneofCase.Check, round: 1);
        StudyProgress held = await consortium.SeeAsync(study, progress => progress.Reason.Contains("to accept the last sum", StringComparison.Ordinal));
        Assert.Equal("running", held.Status);

        await members[1].ComeBackAsync();
        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
    }

    [Fact]
    public async Task Release_OfAStateThatOneMemberDidNotReach_WaitsAndSaysSo()
    {
        (StudyId study, SumMember[] members) = await BeginAsync(all => Differs(all[2]));

        await consortium.SeeAsync(study, progress => progress.Reason.StartsWith(
            "waiting for cirrus to accept the last sum; cirrus computed another model than the coordinator", StringComparison.Ordinal));

        Assert.Null(members[0].Ending);
    }

    [Fact]
    public async Task Study_WhoseMembersAllReachAnotherState_Fails()
    {
        (_, SumMember[] members) = await BeginAsync(all => Array.ForEach(all, Differs));

        StudyEnding ending = await members[0].EndAsync();

        Assert.Equal(StudyStatus.Failed, ending.Status);
        Assert.Equal("FM325 aurora, borealis, cirrus computed another model state than the coordinator from sum 1", ending.Reason);
        Assert.Null(ending.Release);
    }

    private static void Differs(SumMember member) => member.Lie = said =>
        said.WhatCase == Said.WhatOneofCase.Acceptance ? Lies.OtherState(said, member.Party) : said;

    private async Task<(StudyId Study, SumMember[] Members)> BeginAsync(Action<SumMember[]> prepare)
    {
        Plan plan = consortium.Plan(exact: false);
        return (plan.Id, await consortium.BeginAsync(plan, prepare));
    }
}
