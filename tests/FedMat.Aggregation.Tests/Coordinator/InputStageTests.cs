using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class InputStageTests
{
    private readonly Drill drill = new(new Consortium(4));
    private readonly InputStage stage;
    private readonly MaskedInput first;

    public InputStageTests()
    {
        stage = drill.Hold(drill.Deal(drill.Advertise(), 3));
        first = new MaskedInput(stage.Session, drill.Id(0), drill.Ask.Length, Digest.Of("y"u8), 1);
    }

    [Fact]
    public void Take_OneAfterTheOther_CountsThem()
    {
        for (int place = 0; place < 3; place++)
        {
            Assert.Equal(drill.Consortium.Ids.Take(3).Skip(place), stage.Missing);
            Assert.False(stage.IsEnough);
            Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(place), first with { Member = drill.Id(place) })));
        }

        Assert.True(stage.IsEnough);
        Assert.Empty(stage.Missing);
    }

    [Fact]
    public void Take_TheSameAgain_ChangesNothing()
    {
        SignedMessage<MaskedInput> word = drill.Consortium.SignedBy(drill.Id(0), first);
        Assert.Null(stage.Take(word));
        Assert.Null(stage.Check(word));
        Assert.Null(stage.Take(word));
        Assert.Equal(2, stage.Missing.Count);
    }

    [Fact]
    public void Check_OfAWordThatWasNotTaken_ChangesNothing()
    {
        Assert.Null(stage.Check(drill.Consortium.SignedBy(drill.Id(0), first)));
        Assert.Equal(3, stage.Missing.Count);
    }

    [Fact]
    public void Take_AnotherVectorOfTheSameMember_IsRefusedAndConvicts()
    {
        stage.Take(drill.Consortium.SignedBy(drill.Id(0), first));
        Refusals.Is(RefusalCode.ContributionRepeated, stage.Check(drill.Consortium.SignedBy(drill.Id(0), first with { Payload = default })));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_OfAnotherSession_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, first with { Session = default });

    [Fact]
    public void Take_OfAnotherLength_IsRefused() => RefusesWord(RefusalCode.ContributionLength, 0, first with { Length = 36 });

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => RefusesWord(RefusalCode.ContributionUnsigned, 1, first);

    [Fact]
    public void Take_OfAMemberThatDealtNothing_IsRefused() => RefusesWord(RefusalCode.ContributionForeign, 3, first with { Member = drill.Id(3) });

    [Fact]
    public void Receipt_OfAVector_BearsTheCoordinatorsSignature()
    {
        SignedMessage<InputReceipt> receipt = stage.Receipt(first);
        Assert.True(receipt.IsSignedBy(drill.Terms.Coordinator));
        Assert.Equal(new InputReceipt(stage.Session, drill.Id(0), first.Payload), receipt.Content);
    }

    [Fact]
    public void Close_TooEarly_Throws() => Assert.Throws<InvalidOperationException>(stage.Close);

    private void RefusesWord(RefusalCode code, int signer, MaskedInput word)
    {
        Refusals.Is(code, stage.Check(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Equal(3, stage.Missing.Count);
        Assert.Empty(stage.Convictions);
    }
}
