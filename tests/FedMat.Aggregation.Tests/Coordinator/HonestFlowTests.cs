using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Whole attempts between both halves, everybody honest, some lost on the way.</summary>
public sealed class HonestFlowTests
{
    private static readonly Digest Next = Digest.Of("next"u8);

    [Theory]
    [InlineData(3, Ring.Bits32)]
    [InlineData(3, Ring.Bits64)]
    [InlineData(4, Ring.Bits32)]
    [InlineData(5, Ring.Bits64)]
    [InlineData(10, Ring.Bits32)]
    public void Sum_OfEverybody_IsTheExactSumAndAccepted(int members, Ring ring)
    {
        Drill drill = new(new Consortium(members), ring);
        SumRecovery recovery = drill.Unmask(drill.Agree(drill.UpToSurvivors()));
        RingVector sum = drill.Sum(recovery);
        CheckStage check = drill.Check(recovery, sum);

        Assert.Equal(drill.SumOf(drill.Consortium.Ids).Memory.ToArray(), sum.Memory.ToArray());
        CheckOutcome outcome = check.Close(_ => throw new InvalidOperationException("no vector is needed"));
        AcceptStage accept = Accept(drill, check, outcome);
        Assert.True(accept.IsEnough);
        Assert.Equal(members, accept.Acceptances.Count);
        Assert.Empty(accept.Missing);
        Assert.Empty(check.Convictions);
    }

    /// <summary>Places lost: before the advert, before dealing, before holding, before the vector, before agreeing, answering, tagging.</summary>
    public static TheoryData<int, int[][]> Losses => new()
    {
        { 4, [[0], [], [], [], [], [], []] },
        { 4, [[], [1], [], [], [], [], []] },
        { 4, [[], [], [2], [], [], [], []] },
        { 4, [[], [], [], [3], [], [], []] },
        { 4, [[], [], [], [], [0], [], []] },
        { 4, [[], [], [], [], [], [1], []] },
        { 4, [[], [], [], [], [], [], [0, 1, 2, 3]] },
        { 4, [[], [], [], [2], [], [], [0]] },
        { 5, [[], [], [4], [], [], [], [3]] },
        { 10, [[0], [1], [2], [], [], [], []] },
        { 10, [[], [], [], [3, 7, 9], [], [], [0, 5]] },
        { 10, [[], [], [], [], [1, 2, 3], [], [4]] },
        { 10, [[5], [], [], [6, 0], [], [], [1, 2, 3]] },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Sum_WithMembersLost_IsTheExactSumOfTheSurvivorsAndAccepted(int members, int[][] lost)
    {
        Drill drill = new(new Consortium(members), Ring.Bits64);
        HoldStage hold = drill.Deal(drill.Advertise(lost[0]), lost[1]);
        AgreeStage agree = drill.Mask(drill.Hold(hold, lost[2]), lost[3]);
        SumRecovery recovery = drill.Unmask(drill.Agree(agree, lost[4]), lost[5]);
        RingVector sum = drill.Sum(recovery);
        CheckStage check = drill.Check(recovery, sum, lost[6]);

        Assert.Equal(drill.SumOf(agree.List.Content.Members).Memory.ToArray(), sum.Memory.ToArray());
        CheckOutcome outcome = check.Close(drill.MaskedOf);
        Assert.Empty(outcome.Convictions);
        Assert.Equal(check.Missing, outcome.List.Silent.Select(secret => secret.Member));
        Assert.Equal(drill.Checked.Count, Accept(drill, check, outcome).Acceptances.Count);
    }

    [Fact]
    public void Unmask_WithTheAnswerOfALostMember_Recovers()
    {
        Drill drill = new(new Consortium(4));
        UnmaskStage stage = drill.Agree(drill.Mask(drill.Hold(drill.Deal(drill.Advertise())), 3));
        foreach (Agreed agreed in drill.Agreed.Values.Take(2))
            Assert.Null(stage.Take(agreed.Unmask(stage.Request).OrThrow().Message));
        Assert.False(stage.IsEnough);
        Assert.Null(stage.Take(drill.Held[drill.Id(3)].Unmask(stage.Request, Drill.State, drill.Ask.Hash).OrThrow()));
        Assert.True(stage.IsEnough);
        Assert.Equal([drill.Id(2)], stage.Missing);
        RingVector sum = drill.Sum(stage.Recover(1).OrThrow());
        Assert.Equal(drill.SumOf(drill.Consortium.Ids.Take(3)).Memory.ToArray(), sum.Memory.ToArray());
    }

    [Fact]
    public void Unmask_WithProgress_EndsAtOne()
    {
        Drill drill = new(new Consortium(4));
        SumRecovery recovery = drill.Unmask(drill.Agree(drill.UpToSurvivors(1)));
        Told told = new();
        recovery.Unmask(new RingVector(Ring.Bits32, drill.Ask.Length), 1, told);
        Assert.Equal(1, told.Last);
    }

    [Fact]
    public void Stages_WithTheStoredWordsTakenAgain_MakeTheSameLists()
    {
        Drill drill = new(new Consortium(5));
        HoldStage hold = drill.Deal(drill.Advertise());
        InputStage inputs = drill.Hold(hold, 1);
        AgreeStage agree = drill.Mask(inputs);
        SumRecovery recovery = drill.Unmask(drill.Agree(agree));
        RingVector sum = drill.Sum(recovery);
        CheckStage check = drill.Check(recovery, sum, 0);

        Replayed again = Replayed.Of(drill);
        Assert.Equal(hold.List, again.Hold.List);
        Assert.Equal(inputs.Request, again.Inputs.Request);
        Assert.Equal(agree.List, again.Agree.List);
        Assert.Equal(SumMessage.Body(agree.Unmask().Request), SumMessage.Body(again.Agree.Unmask().Request));
        Assert.Equal(check.Result, again.Check.Result);
        Assert.Equal(SumMessage.Body(check.Close(drill.MaskedOf).List), SumMessage.Body(again.Check.Close(drill.MaskedOf).List));
    }

    private static AcceptStage Accept(Drill drill, CheckStage check, CheckOutcome outcome)
    {
        AcceptStage accept = check.Accept(Next);
        foreach (Checked member in drill.Checked.Values)
        {
            Dictionary<MemberId, RingVector> vectors = member.Silent(outcome.List).ToDictionary(silent => silent, drill.MaskedOf);
            Assert.Null(accept.Take(member.Accept(outcome.List, vectors, 1).OrThrow().Sign(Next)));
        }

        return accept;
    }

    private sealed class Told : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value) => Last = value;
    }

    private sealed record Replayed(HoldStage Hold, InputStage Inputs, AgreeStage Agree, CheckStage Check)
    {
        public static Replayed Of(Drill drill)
        {
            AdvertStage adverts = drill.Begin();
            Assert.All(drill.Advertised.Values.Reverse(), state => Assert.Null(adverts.Take(state.Message)));
            DealStage deals = adverts.Close();
            Assert.All(drill.Dealt.Values, state => Assert.Null(deals.Take(state.Message)));
            HoldStage hold = deals.Close();
            Assert.All(drill.Held.Values, state => Assert.Null(hold.Take(state.Message)));
            InputStage inputs = hold.Request(Drill.State, drill.Ask).OrThrow();
            Assert.All(drill.Masked.Values.Reverse(), state => Assert.Null(inputs.Take(state.Message)));
            AgreeStage agree = inputs.Close();
            Assert.All(drill.Agreed.Values, state => Assert.Null(agree.Take(state.Message)));
            UnmaskStage unmask = agree.Unmask();
            Assert.All(drill.Unmasked.Values, state => Assert.Null(unmask.Take(state.Message)));
            SumRecovery recovery = unmask.Recover(1).OrThrow();
            CheckStage check = recovery.Check(drill.Sum(recovery), 1);
            Assert.All(drill.Checked.Values, state => Assert.Null(check.Take(state.Message)));
            return new Replayed(hold, inputs, agree, check);
        }
    }
}
