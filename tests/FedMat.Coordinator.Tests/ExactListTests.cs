using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>Exact sums of several studies over the same rows: one list of members, as nodes demand it.</summary>
public sealed class ExactListTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    private MemberId Dorado => consortium.Outsider.Id;

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task ExactSum_AfterOneWithoutAMember_GoesWithoutItToo()
    {
        StudyId first = await consortium.ProposeAsync(Plan("first"));
        SumMember[] before = [Join(0), Join(1), Join(2)];
        await consortium.SeeAsync(first, progress => progress.Reason.StartsWith("waiting for dorado", StringComparison.Ordinal));
        await consortium.LeaveOutAsync(first, Dorado);
        await before[0].EndAsync();

        SumMember[] members = await consortium.BeginAsync(Plan("second"));

        Assert.Equal(StudyStatus.Completed, (await members[3].EndAsync()).Status);
        Assert.Equal(111 + 1111, CountingLearner.Total(members[3].State));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Survivors, round: 1));
        Assert.False(members[3].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task ExactSum_AfterOneWithAMember_CannotGoWithoutIt()
    {
        SumMember[] before = await consortium.BeginAsync(Plan("first"));
        await before[0].EndAsync();
        StudyId study = await consortium.ProposeAsync(Plan("second"));
        SumMember[] members = [Join(0), Join(1), Join(2)];
        await consortium.SeeAsync(study, progress => progress.Reason.Contains("leave-out", StringComparison.Ordinal));

        await consortium.LeaveOutAsync(study, Dorado);

        await consortium.SeeAsync(study, progress => progress.Reason.StartsWith(
            "waiting for dorado (offline) to begin the sum; 'dorado' has not answered to the plan; an earlier exact sum over the same rows was over it too", StringComparison.Ordinal));
        Assert.Equal(RefusalCode.CohortDiffers, (await Party.RefusalOfAsync(() => consortium.LeaveOutAsync(study, Dorado))).Code);
        Assert.Equal(StudyStatus.Completed, (await consortium.Join(Dorado, 1000).EndAsync()).Status);
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Survivors, round: 1, attempt: 2));
        Assert.Equal(2222, CountingLearner.Total(members[0].State));
    }

    [Fact]
    public async Task ExactSum_OverFewerMembersThanAnEarlierOne_EndsTheStudy()
    {
        SumMember[] before = await consortium.BeginAsync(Plan("first"));
        StudyId first = (await before[0].EndAsync()).Study;

        SumMember[] members = await consortium.BeginAsync(consortium.Plan() with { Name = "second" });

        StudyEnding ending = await members[0].EndAsync();
        Assert.Equal(StudyStatus.Failed, ending.Status);
        Assert.Equal(
            $"FM323 sum 1 would differ from an earlier exact sum over the same rows, of study {first.Short}, by members or rows (dorado); no node agrees to that",
            ending.Reason);
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Survivors, round: 1));
    }

    [Fact]
    public async Task ExactSum_AfterARestart_IsHeldToTheListsOfBefore()
    {
        SumMember[] before = await consortium.BeginAsync(Plan("first"));
        await before[0].EndAsync();
        await consortium.RestartAsync();

        SumMember[] members = await consortium.BeginAsync(consortium.Plan() with { Name = "second" });

        Assert.StartsWith("FM323", (await members[0].EndAsync()).Reason);
    }

    private SumMember Join(int node) => consortium.Join(consortium.Nodes[node].Id, (long)Math.Pow(10, node));

    private Plan Plan(string name) => consortium.PlanOfFour(exact: true, attempts: 1) with { Name = name };
}
