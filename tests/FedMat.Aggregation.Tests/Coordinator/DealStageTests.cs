using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class DealStageTests
{
    private readonly Drill drill = new(new Consortium(4));
    private readonly DealStage stage;
    private readonly Dealing dealing;

    public DealStageTests()
    {
        stage = drill.Advertise(3);
        dealing = drill.Advertised[drill.Id(0)].Deal(stage.List).OrThrow().Message;
    }

    [Fact]
    public void Take_TheSameAgain_ChangesNothing()
    {
        Assert.Null(stage.Take(dealing));
        Assert.Null(stage.Take(SumMessage.Read<Dealing>(SumMessage.Body(dealing))));
        Assert.Equal([drill.Id(1), drill.Id(2)], stage.Missing);
    }

    [Fact]
    public void Take_AnotherOfTheSameDealer_IsRefusedAndConvicts()
    {
        stage.Take(dealing);
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(With(dealing.Shares[1] with { MaskKey = default }, 1)));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_ForAnotherListOfAdverts_IsRefused() => RefusesWord(RefusalCode.SetupForeign, Signed(deal => deal with { Adverts = default }));

    [Fact]
    public void Take_OfAnotherSetup_IsRefused() => RefusesWord(RefusalCode.SetupForeign, Signed(deal => deal with { Setup = default }));

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() =>
        RefusesWord(RefusalCode.SignatureInvalid, dealing with { Deal = drill.Consortium.SignedBy(drill.Id(1), dealing.Deal.Content) });

    [Fact]
    public void Take_OfAMemberThatDidNotAdvertise_IsRefused() => RefusesWord(
        RefusalCode.NotOnTheList, dealing with { Deal = drill.Consortium.SignedBy(drill.Id(3), dealing.Deal.Content with { Member = drill.Id(3) }) });

    [Fact]
    public void Take_WithHoldersInAnotherOrder_IsRefused() =>
        RefusesWord(RefusalCode.ListInvalid, dealing with { Shares = [.. dealing.Shares.Reverse()] });

    [Fact]
    public void Take_WithAHolderMissing_IsRefused() => RefusesWord(RefusalCode.ListInvalid, dealing with { Shares = [.. dealing.Shares.Take(2)] });

    [Fact]
    public void Take_WithAnEnvelopeOfAnotherSize_IsRefused() =>
        RefusesWord(RefusalCode.ShareInvalid, With(dealing.Shares[1] with { Envelope = [.. dealing.Shares[1].Envelope, 0] }, 1));

    [Fact]
    public void Take_WithAnEnvelopeForTheDealerItself_IsRefused() =>
        RefusesWord(RefusalCode.ShareInvalid, With(dealing.Shares[0] with { Envelope = dealing.Shares[1].Envelope }, 0));

    [Fact]
    public void Take_WithALeafThatIsNotUnderTheRoot_IsRefused() => RefusesWord(
        RefusalCode.ShareInvalid,
        dealing with { Shares = [dealing.Shares[0], dealing.Shares[1] with { SelfMask = default }, dealing.Shares[2]] });

    [Fact]
    public void Close_TooEarly_Throws() => Assert.Throws<InvalidOperationException>(stage.Close);

    private Dealing With(DealtShare share, int holder) => dealing.With(share, holder, drill.Consortium.KeyOf(drill.Id(0)));

    private Dealing Signed(Func<Deal, Deal> change) =>
        dealing with { Deal = drill.Consortium.SignedBy(drill.Id(0), change(dealing.Deal.Content)) };

    private void RefusesWord(RefusalCode code, Dealing word)
    {
        Refusals.Is(code, stage.Take(word));
        Assert.Equal(3, stage.Missing.Count);
        Assert.Empty(stage.Convictions);
        Assert.Null(stage.Take(dealing));
    }
}
