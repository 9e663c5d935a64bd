using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class UnmaskStageTests
{
    private readonly Drill drill = new(new Consortium(5));
    private readonly UnmaskStage stage;
    private readonly UnmaskAnswer first;

    /// <summary>Member 3 is lost.</summary>
    public UnmaskStageTests()
    {
        InputStage inputs = drill.Hold(drill.Deal(drill.Advertise()));
        stage = drill.Agree(drill.Mask(inputs, 3));
        first = drill.Agreed[drill.Id(0)].Unmask(stage.Request).OrThrow().Message.Content;
    }

    [Fact]
    public void Take_TheSameAgain_ChangesNothing()
    {
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), first)));
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), first)));
        Assert.Equal(drill.Consortium.Ids.Skip(1), stage.Missing);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public void Take_WithAShareThatMissesItsLeaf_IsRefusedAndConvictsTheHolder(int dealer)
    {
        byte[] shares = [.. first.Shares];
        shares[(32 * dealer) + 7] ^= 1;
        Refusals.Is(RefusalCode.MemberConvicted, stage.Take(drill.Consortium.SignedBy(drill.Id(0), first with { Shares = shares })));
        drill.Convicts(drill.Id(0), Offence.FalseShare, stage.Convictions);
        Assert.Contains(drill.Id(0), stage.Missing);
    }

    [Fact]
    public void Take_AnotherAnswerOfTheSameMember_IsRefusedAndConvicts()
    {
        stage.Take(drill.Consortium.SignedBy(drill.Id(0), first));
        byte[] shares = new byte[first.Shares.Length];
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(drill.Consortium.SignedBy(drill.Id(0), first with { Shares = shares })));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_WithoutAShareOfEveryDealer_IsRefused() =>
        RefusesWord(RefusalCode.ShareInvalid, 0, first with { Shares = first.Shares[..^32] });

    [Fact]
    public void Take_ForAnotherList_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, first with { Survivors = default });

    [Fact]
    public void Take_OfAnotherSession_IsRefused() => RefusesWord(RefusalCode.SetupForeign, 0, first with { Session = default });

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => RefusesWord(RefusalCode.SignatureInvalid, 1, first);

    [Fact]
    public void Take_OfAnOutsider_IsRefused() => RefusesWord(RefusalCode.NotOnTheList, 0, first with { Member = Consortium.IdOf(14) });

    [Fact]
    public void Recover_TooEarly_Throws() => Assert.Throws<InvalidOperationException>(() => stage.Recover(1));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recover_OfADealerThatSharedOtherSecretsOut_IsRefusedAndConvictsTheDealer(bool survives)
    {
        Drill other = new(new Consortium(5));
        MemberId liar = other.Id(1);
        DealStage deals = other.Advertise();
        HoldStage hold = other.Deal(deals, new Dictionary<MemberId, Dealing> { [liar] = LyingDealer.Deal(other, liar, deals.List) });
        InputStage inputs = other.Hold(hold, 1);
        if (survives)
            Assert.Null(inputs.Take(other.Consortium.SignedBy(liar, new MaskedInput(inputs.Session, liar, other.Ask.Length, default, 1))));
        UnmaskStage last = other.Agree(other.Mask(inputs));
        foreach (Agreed agreed in other.Agreed.Values)
            Assert.Null(last.Take(agreed.Unmask(last.Request).OrThrow().Message));

        Refused.As(RefusalCode.MemberConvicted, last.Recover(2));
        other.Convicts(liar, Offence.FalseDeal, last.Convictions);
    }

    private void RefusesWord(RefusalCode code, int signer, UnmaskAnswer word)
    {
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Equal(5, stage.Missing.Count);
        Assert.Empty(stage.Convictions);
    }
}
