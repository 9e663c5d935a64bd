using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class HoldStageTests
{
    private readonly Drill drill = new(new Consortium(4));
    private readonly HoldStage stage;

    public HoldStageTests() => stage = drill.Deal(drill.Advertise(), 3);

    private Holding First => new(drill.Terms.Setup, drill.Id(0), stage.List.Content.Hash);

    [Fact]
    public void Take_OneAfterTheOther_CountsThem()
    {
        for (int place = 0; place < 3; place++)
        {
            Assert.Equal(drill.Consortium.Ids.Take(3).Skip(place), stage.Missing);
            Assert.False(stage.IsEnough);
            Assert.Null(stage.Take(drill.Hold(stage, drill.Id(place)).Held!.Message));
        }

        Assert.True(stage.IsEnough);
        Assert.Empty(stage.Missing);
    }

    [Fact]
    public void Take_TheSameAgain_ChangesNothing()
    {
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), First)));
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), First)));
        Assert.Equal(2, stage.Missing.Count);
    }

    [Fact]
    public void Take_ForAnotherListOfDealers_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, First with { Dealers = default });

    [Fact]
    public void Take_OfAnotherSetup_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, First with { Setup = default });

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => RefusesWord(RefusalCode.SignatureInvalid, 1, First);

    [Fact]
    public void Take_OfAMemberThatDealtNothing_IsRefused() => RefusesWord(RefusalCode.NotOnTheList, 3, First with { Member = drill.Id(3) });

    [Fact]
    public void SharesFor_AMemberThatDealtNothing_Throws() => Assert.Throws<ArgumentException>(() => stage.SharesFor(drill.Id(3)));

    [Fact]
    public void Request_WithTooFewHolders_IsRefused()
    {
        stage.Take(drill.Consortium.SignedBy(drill.Id(0), First));
        Refused.As(RefusalCode.TooFewSignatures, stage.Request(Drill.State, drill.Ask));
    }

    [Fact]
    public void Request_ForASumThatCouldWrap_IsRefused()
    {
        for (int place = 0; place < 3; place++)
            stage.Take(drill.Hold(stage, drill.Id(place)).Held!.Message);
        Refused.As(RefusalCode.SumMayWrap, stage.Request(Drill.State, new RoundSpec("wide", Ring.Bits32, Block.Whole("wide", 1, 31))));
    }

    private void RefusesWord(RefusalCode code, int signer, Holding word)
    {
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Equal(3, stage.Missing.Count);
    }
}
