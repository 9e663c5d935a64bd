using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Coordinator.Tests;

/// <summary>Deadlines, grace and attempts, by a clock that the test moves.</summary>
public sealed class AttemptTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public AttemptTests() => consortium = new Consortium(time);

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Attempt_WithoutAQuorumByItsDeadline_IsTriedAgainFromTheSameState()
    {
        await consortium.ProposeAsync(consortium.Plan());
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        AttemptNotice first = await news.AttemptAsync();
        await consortium.ContributeAsync(first, 0, 1);

        await PassAsync(first);

        AttemptNotice second = await news.AttemptAsync();
        Assert.Equal((1, 2, first.State), (second.Round.Round, second.Round.Attempt, second.State));
        await consortium.ContributeAsync(second, 0, 1, 2);
        Assert.Equal((2, 1), (await news.AttemptAsync()) is { } next ? (next.Round.Round, next.Round.Attempt) : default);
    }

    [Fact]
    public async Task Study_WhoseAttemptsAllFail_FailsAndNamesWhoWasMissing()
    {
        await consortium.ProposeAsync(consortium.Plan(attempts: 2));
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        await PassAsync(await news.AttemptAsync());
        AttemptNotice last = await news.AttemptAsync();
        await consortium.ContributeAsync(last, 1);

        await PassAsync(last);

        StudyEnding ending = await news.EndingAsync();
        Assert.Equal(StudyStatus.Failed, ending.Status);
        Assert.Equal("2 attempts at sum 1 (moments) failed; missing at the last one: aurora, cirrus", ending.Reason);
    }

    [Fact]
    public async Task Attempt_AfterItsDeadline_RefusesAsLate()
    {
        AttemptNotice attempt = await consortium.OpenAsync();

        await PassAsync(attempt);

        Party node = consortium.Nodes[0];
        Assert.Equal(RefusalCode.ContributionLate, (await node.RefusedAsync(consortium.Grpc, node.Sign(attempt, Party.Vector(attempt, 1)), Party.Vector(attempt, 1))).Code);
    }

    [Fact]
    public async Task WeightedSum_WithAQuorumAndItsGraceOver_GoesOnWithoutTheLate()
    {
        Plan plan = consortium.Plan(rounds: 1, quorum: 3, graceSeconds: 5);
        await consortium.ProposeAsync(plan with { Members = [.. plan.Members, consortium.Outsider.Member.Id] });
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        AttemptNotice exact = await news.AttemptAsync();
        await consortium.ContributeAsync(exact, 0, 1, 2);
        await consortium.Outsider.ContributeAsync(consortium.Grpc, exact, 1000);
        AttemptNotice weighted = await news.AttemptAfterAsync(exact);
        await consortium.ContributeAsync(weighted, 0, 1, 2);

        await PassAsync(time.GetUtcNow().AddSeconds(5));

        Assert.Equal(StudyStatus.Completed, (await news.EndingAsync()).Status);
    }

    [Fact]
    public async Task Sum_ThatTheMembersCannotHaveMade_FailsTheAttempt()
    {
        await consortium.ProposeAsync(consortium.Plan());
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);
        AttemptNotice first = await news.AttemptAsync();
        await consortium.ContributeAsync(first, 0, 1);

        await consortium.Nodes[2].ContributeAsync(consortium.Grpc, first, long.MaxValue / 2);

        AttemptNotice second = await news.AttemptAfterAsync(first);
        Assert.Equal((1, 2, first.State), (second.Round.Round, second.Round.Attempt, second.State));
    }

    /// <summary>Once the deadline's timer is set: the coordinator sets it after it has announced the attempt.</summary>
    private Task PassAsync(AttemptNotice attempt) => PassAsync(attempt.Deadline);

    private async Task PassAsync(DateTimeOffset moment)
    {
        await time.TimerDueByAsync(moment).WaitAsync(Party.Soon);
        time.Advance(moment - time.GetUtcNow());
    }
}
