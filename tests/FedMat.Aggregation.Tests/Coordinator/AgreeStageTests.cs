using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class AgreeStageTests
{
    private readonly Drill drill = new(new Consortium(4));
    private readonly AgreeStage stage;
    private readonly Agreement first;

    public AgreeStageTests()
    {
        stage = drill.UpToSurvivors(3);
        first = new Agreement(stage.List.Content.Session, drill.Id(0), stage.List.Content.Hash);
    }

    [Fact]
    public void Take_OneAfterTheOther_CountsThem()
    {
        for (int place = 0; place < 3; place++)
        {
            Assert.Equal(drill.Consortium.Ids.Take(3).Skip(place), stage.Missing);
            Assert.False(stage.IsEnough);
            Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(place), first with { Member = drill.Id(place) })));
            Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(place), first with { Member = drill.Id(place) })));
        }

        Assert.True(stage.IsEnough);
        Assert.Empty(stage.Missing);
    }

    [Fact]
    public void Unmask_OfMoreThanEnough_CarriesAsManySignaturesAsItTakes()
    {
        Drill all = new(new Consortium(5));
        Assert.Equal(all.Terms.Thresholds.Signing, all.Agree(all.UpToSurvivors()).Request.Agreements.Count);
    }

    [Fact]
    public void Take_ToAnotherList_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, first with { Survivors = default });

    [Fact]
    public void Take_OfAnotherSession_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, first with { Session = default });

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => RefusesWord(RefusalCode.SignatureInvalid, 1, first);

    [Fact]
    public void Take_OfALostMember_IsRefused() => RefusesWord(RefusalCode.NotOnTheList, 3, first with { Member = drill.Id(3) });

    [Fact]
    public void Unmask_TooEarly_Throws() => Assert.Throws<InvalidOperationException>(stage.Unmask);

    [Fact]
    public void Abandon_AtAnyTime_AsksToClose() => Assert.Equal(drill.Terms.Round, stage.Abandon().Request.Content.Round);

    private void RefusesWord(RefusalCode code, int signer, Agreement word)
    {
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Equal(3, stage.Missing.Count);
    }
}
