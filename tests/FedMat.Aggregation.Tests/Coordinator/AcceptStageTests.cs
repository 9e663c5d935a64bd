using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Five members, of whom four must accept.</summary>
public sealed class AcceptStageTests
{
    private static readonly Digest Next = Digest.Of("next"u8);
    private static readonly Digest Other = Digest.Of("other"u8);

    private readonly Drill drill = new(new Consortium(5));
    private readonly AcceptStage stage;
    private readonly Acceptance accepted;

    /// <summary>Member 4 is lost before its vector.</summary>
    public AcceptStageTests()
    {
        SumRecovery recovery = drill.Unmask(drill.Agree(drill.UpToSurvivors(4)));
        CheckStage check = drill.Check(recovery, drill.Sum(recovery));
        SumResult result = check.Result.Content;
        stage = check.Accept(Next);
        accepted = new Acceptance(drill.Terms.Round, drill.Id(0), result.Session, result.Survivors, result.Sum, Next);
    }

    [Fact]
    public void Take_OfEnoughMembers_IsEnough()
    {
        for (int place = 0; place < 4; place++)
        {
            Assert.Equal((false, 4 - place), (stage.IsEnough, stage.Lacking));
            Assert.Null(Accept(place, Next));
        }

        Assert.Equal((true, 0), (stage.IsEnough, stage.Lacking));
        Assert.Empty(stage.Missing);
    }

    [Fact]
    public void Take_OfAMemberWithoutAVector_Counts()
    {
        for (int place = 1; place < 5; place++)
            Assert.Null(Accept(place, Next));

        Assert.True(stage.IsEnough);
        Assert.Equal([drill.Id(0)], stage.Missing);
        Assert.Equal(drill.Consortium.Ids.Skip(1), stage.Acceptances.Select(word => word.Content.Member));
    }

    [Fact]
    public void Take_OfAnotherState_IsKeptApart()
    {
        Assert.Null(Accept(0, Other));
        for (int place = 1; place < 4; place++)
            Assert.Null(Accept(place, Next));

        Assert.Equal((false, 1), (stage.IsEnough, stage.Lacking));
        Assert.Equal([drill.Id(0)], stage.Differing);
        Assert.Equal([drill.Id(0)], stage.Missing);
        Assert.False(stage.IsContradicted);
    }

    [Fact]
    public void Take_OfOneOtherStateByEnoughMembers_ContradictsTheCoordinators()
    {
        for (int place = 0; place < 4; place++)
        {
            Assert.False(stage.IsContradicted);
            Assert.Null(Accept(place, Other));
        }

        Assert.True(stage.IsContradicted);
        Assert.False(stage.IsEnough);
    }

    [Fact]
    public void Take_OfTwoStatesByOneMember_IsRefusedAndConvicts()
    {
        Accept(0, Next);
        Refusals.Is(RefusalCode.RequestDiffers, Accept(0, Other));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_OfAnotherRound_IsRefused() =>
        Refuses(RefusalCode.SetupForeign, 0, accepted with { Round = drill.Terms.Round with { Round = 2 } });

    [Fact]
    public void Take_OfAnotherSum_IsRefused() => Refuses(RefusalCode.SetupForeign, 0, accepted with { Sum = default });

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => Refuses(RefusalCode.SignatureInvalid, 1, accepted);

    private Refusal? Accept(int place, Digest state) =>
        stage.Take(drill.Consortium.SignedBy(drill.Id(place), accepted with { Member = drill.Id(place), State = state }));

    private void Refuses(RefusalCode code, int signer, Acceptance word)
    {
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Empty(stage.Acceptances);
    }
}
