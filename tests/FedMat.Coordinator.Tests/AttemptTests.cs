using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>Deadlines, grace, losses and lies, by a clock that the test moves.</summary>
public sealed class AttemptTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public AttemptTests() => consortium = new Consortium(time);

    private MemberId Dorado => consortium.Outsider.Id;

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Attempt_WithoutAQuorumByItsDeadline_IsTriedAgainFromTheSameState()
    {
        await consortium.ProposeAsync(consortium.Plan(exact: false));
        SumMember[] members = [Join(0), Join(1)];
        SumNews first = await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1);

        await time.PassAsync(seconds: 60);

        SumNews second = await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2);
        Assert.Equal(first.Opened.State, second.Opened.State);
        Assert.Equal(StudyStatus.Completed, (await Join(2).EndAsync()).Status);
    }

    [Fact]
    public async Task Study_WhoseAttemptsAllFail_FailsAndNamesWhoWasMissing()
    {
        await consortium.ProposeAsync(consortium.Plan(attempts: 2, exact: false));
        SumMember member = Join(1);
        await member.HearAsync(SumNews.WhatOneofCase.Opened, round: 1);
        await time.PassAsync(seconds: 60);
        await member.HearAsync(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2);

        await time.PassAsync(seconds: 60);

        StudyEnding ending = await member.EndAsync();
        Assert.Equal(StudyStatus.Failed, ending.Status);
        Assert.Equal("2 attempts at sum 1 (weights) failed; missing at the last one: aurora, cirrus", ending.Reason);
    }

    [Fact]
    public async Task ExactSum_WithAMemberAway_WaitsUntilTheMemberIsLeftOut()
    {
        StudyId study = await consortium.ProposeAsync(consortium.PlanOfFour(exact: true));
        SumMember[] members = [Join(0), Join(1), Join(2)];
        StudyProgress held = await consortium.SeeAsync(study, progress => progress.Reason.StartsWith("waiting for dorado (offline) to begin", StringComparison.Ordinal));
        Assert.Contains("this sum is exact", held.Reason);
        Assert.Contains("leave-out", held.Reason);
        time.Advance(TimeSpan.FromHours(1));

        await consortium.LeaveOutAsync(study, Dorado);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Adverts, round: 1));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Check, round: 1, attempt: 2));
        Assert.Equal(222, CountingLearner.Total(members[0].State));
    }

    [Fact]
    public async Task ExactSum_WhoseMemberComesBack_IsOverEverybody()
    {
        await consortium.ProposeAsync(consortium.PlanOfFour(rounds: 1, exact: true));
        SumMember[] members = [Join(0), Join(1), Join(2)];
        await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1);
        time.Advance(TimeSpan.FromHours(1));

        SumMember late = consortium.Join(Dorado, 1000);

        Assert.Equal(StudyStatus.Completed, (await late.EndAsync()).Status);
        Assert.Equal(2222, CountingLearner.Total(late.State));
    }

    [Fact]
    public async Task LeaveOut_WhenTooFewWouldBeLeft_IsRefused()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await Join(0).HearAsync(SumNews.WhatOneofCase.Opened, round: 1);

        Refusal refusal = await Party.RefusalOfAsync(() => consortium.LeaveOutAsync(study, consortium.Nodes[1].Id));

        Assert.Equal(RefusalCode.InputWaits, refusal.Code);
        Assert.Equal("without this member 2 are left; a sum of this plan covers at least 3", refusal.Detail);
    }

    [Fact]
    public async Task LeaveOut_OfWhomThePlanDoesNotName_IsRefused()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        Assert.Equal(RefusalCode.PlanMembers, (await Party.RefusalOfAsync(() => consortium.LeaveOutAsync(study, Dorado))).Code);
    }

    [Fact]
    public async Task Sum_WhoseMemberIsLostAfterItsVector_HoldsItAllTheSame()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour());
        members[3].IsDeafTo = news => news.WhatCase >= SumNews.WhatOneofCase.Survivors;

        SumNews told = await members[0].HearAsync(SumNews.WhatOneofCase.Result, round: 1);
        await time.PassAsync(seconds: 5);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(1111, CountingLearner.Total(members[0].State));
        CheckList list = (await members[0].HearAsync(SumNews.WhatOneofCase.Check, round: 1)).Check.ToBody<CheckList>();
        Assert.Equal(Dorado, Assert.Single(list.Silent).Member);
    }

    [Fact]
    public async Task Rounds_AfterAMemberWasLost_GoOnWithoutWaitingForIt()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour(rounds: 3));
        await LoseAsync(members);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(333, CountingLearner.Total(members[0].State));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 2, attempt: 2));
    }

    [Fact]
    public async Task Member_ThatComesBack_IsInTheNextSum()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour(rounds: 3));
        members[0].IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Survivors, Key.Round: 2 };
        await LoseAsync(members);
        await members[0].HearAsync(SumNews.WhatOneofCase.Survivors, round: 2);

        members[3].Listen(consortium.Grpc);
        await consortium.SeeAsync(members[0].TurnOf(1).Round.Study, progress => progress.Members[3].Online);
        await members[0].LeaveAsync();
        members[0].IsDeafTo = _ => false;
        members[0].Listen(consortium.Grpc);

        Assert.Equal(StudyStatus.Completed, (await members[3].EndAsync()).Status);
        Assert.Equal(111 + 111 + 1111, CountingLearner.Total(members[3].State));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 3, attempt: 2));
    }

    [Fact]
    public async Task MaskedVectors_OfAnAcceptedSum_GoWhileTheNextOneWaits()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour(rounds: 2));
        members[0].IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Survivors, Key.Round: 1 };
        await LoseAsync(members);
        await members[0].HearAsync(SumNews.WhatOneofCase.Survivors, round: 1);
        members[3].Listen(consortium.Grpc);
        await members[3].HearAsync(SumNews.WhatOneofCase.Survivors, round: 1);
        await members[3].LeaveAsync();

        await members[0].ComeBackAsync();

        await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 2, attempt: 2);
        await LeftAloneAsync(Path.Combine(consortium.Options.Folder, "vectors", members[0].TurnOf(1).Terms.Setup.ToString()));
    }

    [Fact]
    public async Task Opened_OfAnExactSum_NamesNoDeadlineAsItWaitsForEverybody()
    {
        SumMember[] exact = await consortium.BeginAsync(consortium.Plan());
        Assert.Equal(0, (await exact[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1)).Opened.DeadlineUnixMs);
        await exact[0].EndAsync();

        SumMember[] weighted = await consortium.BeginAsync(consortium.Plan(exact: false));
        SumNews opened = await weighted[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1);
        Assert.Equal(time.GetUtcNow().AddSeconds(60).ToUnixTimeMilliseconds(), opened.Opened.DeadlineUnixMs);
    }

    [Fact]
    public async Task Upload_AfterTheListOfSurvivors_IsRefusedAsLate()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour());
        Array.ForEach(members[..3], member => member.IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Survivors);
        SumNews asked = await LoseAsync(members);
        await members[0].HearAsync(SumNews.WhatOneofCase.Survivors, round: 1);
        RingVector vector = new(Ring.Bits32, CountingLearner.Length);
        Aggregation.Masked masked = members[3].TurnOf(1).Mask(asked.Inputs.ToSigned<InputRequest>(), members[3].State.Hash, CountingLearner.Weighted, vector);

        UploadHeader header = new() { Key = asked.Key, Input = masked.Message.ToByteString() };

        Assert.Equal(
            RefusalCode.ContributionLate,
            (await Party.RefusalOfAsync(() => consortium.Outsider.UploadAsync(consortium.Grpc, header, masked.Vector.Memory))).Code);
    }

    [Fact]
    public async Task List_ThatTooFewAgreeTo_IsClosedByItsMembersAndTriedAgain()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour());
        Array.ForEach(members[2..], member => member.IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Survivors, Key.Attempt: 1 });
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Survivors, round: 1)));

        await time.PassAsync(seconds: 60);

        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(1111, CountingLearner.Total(members[0].State));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Certificate, round: 1));
        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Unmask, round: 1));
        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Unmask, round: 1, attempt: 2));
    }

    [Fact]
    public async Task Tags_ThatAreFalse_AreProvedAndTheSumIsRight()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.PlanOfFour());
        members[3].Lie = said => said.WhatCase == Said.WhatOneofCase.Tags ? Lies.FalseTags(said, consortium.Outsider) : said;

        SumNews told = await members[0].HearAsync(SumNews.WhatOneofCase.Conviction, round: 1);

        Conviction conviction = told.Conviction.ToBody<Conviction>();
        Assert.Equal((Dorado, Offence.FalseTags), (conviction.Member, conviction.Offence));
        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(1111, CountingLearner.Total(members[0].State));
    }

    [Fact]
    public async Task Sum_ThatTheMembersCannotHaveMade_FailsTheAttempt()
    {
        await consortium.ProposeAsync(consortium.Plan());
        SumMember[] members = [Join(0), Join(1), consortium.Join(consortium.Nodes[2].Id, 1L << 40)];

        await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1, attempt: 2);

        Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Result, round: 1));
    }

    /// <summary>Waits until nothing but the sum itself is left in an attempt's folder.</summary>
    private static async Task LeftAloneAsync(string folder)
    {
        using CancellationTokenSource soon = new(Party.Soon);
        while (Directory.GetFiles(folder).Length != 1)
        {
            soon.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private SumMember Join(int node) => consortium.Join(consortium.Nodes[node].Id, (long)Math.Pow(10, node));

    /// <summary>The fourth member is lost before its vector, and the others go on after the grace.</summary>
    private async Task<SumNews> LoseAsync(SumMember[] members)
    {
        members[3].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Inputs;
        SumNews asked = await members[3].HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);
        await members[3].LeaveAsync();
        members[3].IsDeafTo = _ => false;
        await time.PassAsync(seconds: 5);
        return asked;
    }
}
