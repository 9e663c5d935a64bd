using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>A dealer whose envelopes cannot be opened: of four members one may be such, and it opens the shares of one holder.</summary>
public sealed class ComplaintTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public ComplaintTests() => consortium = new Consortium(time);

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Complaint_ThatItsDealerAnswers_IsSettled()
    {
        SumMember[] members = await BeginAsync(consortium.PlanOfFour(), [0], news => !IsDealing(news));
        await members[0].HearAsync(SumNews.WhatOneofCase.Opening, round: 1);

        // The dealer holds no shares, and so sends no vector.
        await time.PassAsync(seconds: 5);
        await members[0].HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);
        await time.PassAsync(seconds: 5);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
    }

    [Fact]
    public async Task Complaint_ThatItsDealerDoesNotAnswer_EndsTheAttemptAndLeavesTheDealerOut()
    {
        SumMember[] members = await BeginAsync(
            consortium.PlanOfFour(), [0], news => !IsDealing(news) || news.WhatCase == SumNews.WhatOneofCase.Complaint);
        await members[3].HearAsync(SumNews.WhatOneofCase.Complaint, round: 1);

        await time.PassAsync(seconds: 5);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(111, CountingLearner.Total(members[0].State));
        Assert.False(members[3].HasHeard(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2));
    }

    [Fact]
    public async Task ExactSum_WithMoreComplaintsThanItsDealerAnswers_GoesWithoutNobody()
    {
        SumMember[] members = await BeginAsync(
            consortium.PlanOfFour(exact: true, attempts: 1), [0, 1], news => news.WhatCase == SumNews.WhatOneofCase.Dealers);
        SumNews told = await members[2].HearAsync(SumNews.WhatOneofCase.Dealers, round: 1);
        Said holding = Assert.Single(members[2].TurnOf(1).Hold(told.Dealers));
        await members[3].Party.SayAsync(consortium.Grpc, Lies.OwnHolding(holding, members[3].Party));
        await members[0].HearAsync(SumNews.WhatOneofCase.Opening, round: 1);

        await members[1].ComeBackAsync();

        StudyEnding ending = await members[0].EndAsync();

        Assert.Equal(StudyStatus.Failed, ending.Status);
        Assert.Equal("1 attempts at sum 1 (moments) failed; members complained of the shares of dorado", ending.Reason);
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Inputs, round: 1));
    }

    [Fact]
    public async Task SetupMadeAhead_WithAnOpenComplaint_IsDroppedWithoutAFailure()
    {
        SumMember[] members = await BeginAsync(
            consortium.PlanOfFour(rounds: 2, attempts: 1), [0], news => news.Key.Round == 2 && news.WhatCase >= SumNews.WhatOneofCase.Dealers, round: 2);
        await members[3].HearAsync(SumNews.WhatOneofCase.Complaint, round: 2);

        await members[1].ComeBackAsync();

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(1111 + 111, CountingLearner.Total(members[0].State));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 2, attempt: 2));
    }

    private static bool IsDealing(SumNews news) =>
        news.WhatCase is SumNews.WhatOneofCase.Opened or SumNews.WhatOneofCase.Adverts or SumNews.WhatOneofCase.Complaint;

    /// <summary>The fourth member deals bad envelopes to others in one round; the second member holds that round up, or the one before.</summary>
    private Task<SumMember[]> BeginAsync(Plan plan, int[] holders, Func<SumNews, bool> isDeaf, int round = 1)
    {
        MemberId[] bad = [.. holders.Select(place => plan.Members[place])];
        return consortium.BeginAsync(plan, members =>
        {
            members[1].IsDeafTo = news => round == 2
                ? news is { WhatCase: SumNews.WhatOneofCase.Result, Key.Round: 1 }
                : holders.Contains(1) && news.WhatCase == SumNews.WhatOneofCase.Dealers;
            members[3].IsDeafTo = isDeaf;
            members[3].Lie = Lies.BadDealer(members[3].Party, round, bad);
        });
    }
}
