using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>A disk that fails and works again, an arithmetic that fails, a store of an earlier version.</summary>
public sealed class DiskTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public DiskTests() => consortium = new Consortium(time);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task NextState_ThatTheDiskFailed_IsComputedAgain()
    {
        Advances(BrokenLearner.Times(1, () => new IOException("the disk failed")));
        await consortium.StartAsync();
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(exact: false));

        // Whether the failure is seen before the tags are there or after decides whether there is a pause.
        Task<StudyEnding> end = members[0].EndAsync();
        await Task.WhenAny(end, time.PassAsync(seconds: 1));

        Assert.Equal(StudyStatus.Completed, (await end).Status);
    }

    [Fact]
    public async Task NextState_ThatTheLearnerRefuses_FailsTheAttemptAndNotTheStudy()
    {
        Advances(BrokenLearner.Times(2, () => new RefusedException(RefusalCode.SumBeyondRange, "a weight below zero")));
        await consortium.StartAsync();

        SumMember[] members = await consortium.BeginAsync(consortium.Plan(exact: false));

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task Study_WhoseStateMayNotBeRead_IsHeldUpAndGoesOn()
    {
        Asks(BrokenLearner.Times(1, () => new UnauthorizedAccessException("not ours")));
        Plan plan = await WrittenAsync();
        await consortium.StartAsync();
        await consortium.SeeAsync(plan.Id, progress => progress.Reason.StartsWith("held up by the coordinator's disk", StringComparison.Ordinal));
        SumMember[] members = await consortium.BeginAsync(plan);

        await time.PassAsync(seconds: 1);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
    }

    [Fact]
    public async Task Study_ThatIsHeldUp_IsTriedAgainByTheClockAndNotByWords()
    {
        int tries = 0;
        Asks(() =>
        {
            if (Interlocked.Increment(ref tries) == 1)
                throw new IOException("the disk failed");
        });
        Plan plan = await WrittenAsync();
        await consortium.StartAsync();
        await consortium.SeeAsync(plan.Id, progress => progress.Reason.StartsWith("held up by the coordinator's disk", StringComparison.Ordinal));

        for (int i = 0; i < 10; i++)
            await UnavailableAsync(() => consortium.Nodes[0].SayAsync(consortium.Grpc, Word(plan)));

        Assert.Equal(1, Volatile.Read(ref tries));
        await time.PassAsync(seconds: 1);
        await consortium.SeeAsync(plan.Id, progress => progress.Reason.StartsWith("waiting for aurora", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LeaveOut_BeforeTheStudyIsTakenUp_IsToBeTriedAgain()
    {
        Asks(BrokenLearner.Times(1, () => new IOException("the disk failed")));
        Plan plan = await WrittenAsync();
        await consortium.StartAsync();
        await consortium.SeeAsync(plan.Id, progress => progress.Reason.StartsWith("held up by the coordinator's disk", StringComparison.Ordinal));

        await UnavailableAsync(() => consortium.LeaveOutAsync(plan.Id, plan.Members[0]));
    }

    [Fact]
    public async Task Study_WhosePlanBreaksARuleOfToday_EndsAndDoesNotKeepTheOthersFromStarting()
    {
        Plan lax = await WrittenAsync(plan => plan with { Members = plan.Members.Take(2).ToArray() });

        await consortium.StartAsync();

        StudyProgress ended = await consortium.SeeAsync(lax.Id, progress => progress.Status != "running");
        Assert.StartsWith("FM201 plan: 'members' names at least 3", ended.Reason);
    }

    private static async Task UnavailableAsync(Func<Task> call) =>
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);

    private void Advances(Action fail) => consortium.Learners = plan => new BrokenLearner(new CountingLearner(plan), BrokenLearner.Never, fail);

    private void Asks(Action fail) => consortium.Learners = plan => new BrokenLearner(new CountingLearner(plan), fail, BrokenLearner.Never);

    /// <summary>A study that is in the store before the coordinator starts.</summary>
    private async Task<Plan> WrittenAsync(Func<Plan, Plan>? alter = null)
    {
        Plan plan = consortium.Plan(exact: false);
        plan = alter?.Invoke(plan) ?? plan;
        Directory.CreateDirectory(consortium.Options.Folder);
        using CoordinatorStore store = await consortium.OpenStoreAsync();
        await store.OpenStudyAsync(
            Signed<Plan>.Sign(plan, consortium.Administrator.Key), new CountingLearner(plan).Start(), time.GetUtcNow(), CancellationToken.None);
        return plan;
    }

    private Said Word(Plan plan)
    {
        RoundId round = new(plan.Id, 1, 1);
        return new MemberTurn(new SumTerms(round, plan, consortium.Roster.Content, consortium.Roster.Hash), consortium.Nodes[0]).Advert;
    }
}
