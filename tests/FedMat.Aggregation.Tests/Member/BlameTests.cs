using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Bad envelopes, complaints and openings, at a holder and at a dealer.</summary>
public sealed class BlameTests
{
    private static readonly HonestSum Honest = new(new Consortium(5));
    private static readonly Digest Setup = Honest.Terms.Setup;

    public static TheoryData<string> Cheats => ["an envelope that does not open", "shares that are not those of the leaf", "an envelope cut short"];

    [Theory]
    [MemberData(nameof(Cheats))]
    public void Hold_OfABadEnvelope_BlamesItsDealer(string cheat)
    {
        (SignedMessage<DealerList> dealers, HeldShare[] shares) = Cheated(cheat);

        HoldResult result = Honest.Dealt[0].Hold(dealers, shares, []);

        Complaint complaint = Assert.Single(result.Complaints!).Content;
        Assert.Equal(new Complaint(Setup, Honest.Id(0), Honest.Id(2), dealers.Content.Hash), complaint);
        Assert.Null(result.Held);
        Assert.Null(result.Refusal);
    }

    [Fact]
    public void Hold_OfAnothersLeafInThisNodesPlace_IsRefused()
    {
        (SignedMessage<DealerList> dealers, HeldShare[] shares) = Dealing(Honest.Dealt[2].Message.Shares[1]);
        Refused.As(RefusalCode.ShareInvalid, Honest.Dealt[0].Hold(dealers, shares, []));
    }

    [Fact]
    public void Hold_WithTheSharesOpened_Goes()
    {
        (SignedMessage<DealerList> dealers, HeldShare[] shares) = Cheated("an envelope that does not open");

        HoldResult result = Honest.Dealt[0].Hold(dealers, shares, [Opened(dealers)]);

        Assert.NotNull(result.Held);
    }

    [Fact]
    public void Hold_WithOtherSharesOpened_BlamesItsDealerAgain()
    {
        (SignedMessage<DealerList> dealers, HeldShare[] shares) = Cheated("an envelope that does not open");
        SignedMessage<Opening> other = Honest.Consortium.SignedBy(Honest.Id(2), Opened(dealers).Content with { MaskKey = new byte[32] });

        HoldResult result = Honest.Dealt[0].Hold(dealers, shares, [other]);

        Assert.Equal(Honest.Id(2), Assert.Single(result.Complaints!).Content.Dealer);
    }

    [Fact]
    public void Hold_WithAnOpeningThatItsDealerDidNotSign_IsRefused()
    {
        SignedMessage<Opening> forged = Honest.Consortium.SignedBy(Honest.Id(1), Opened().Content);
        Refused.As(RefusalCode.SignatureInvalid, Honest.Dealt[0].Hold(Honest.Dealers, Honest.SharesFor(0), [forged]));
    }

    [Fact]
    public void Hold_WithAnOpeningOfAnotherSetup_IsRefused()
    {
        SignedMessage<Opening> old = Honest.Consortium.SignedBy(Honest.Id(2), Opened().Content with { Setup = Digest.Of("old"u8) });
        Refused.As(RefusalCode.SetupForeign, Honest.Dealt[0].Hold(Honest.Dealers, Honest.SharesFor(0), [old]));
    }

    [Fact]
    public void Hold_WithAnOpeningOfAnotherDeal_IsRefused()
    {
        SignedMessage<Opening> other = Honest.Consortium.SignedBy(Honest.Id(2), Opened().Content with { Deal = Honest.Dealt[1].Message.Deal.Hash });
        Refused.As(RefusalCode.SetupForeign, Honest.Dealt[0].Hold(Honest.Dealers, Honest.SharesFor(0), [other]));
    }

    [Fact]
    public void Hold_WithAnOpeningForAnotherHolder_IsRefused()
    {
        SignedMessage<Opening> misdirected = Honest.Consortium.SignedBy(Honest.Id(2), Opened().Content with { Holder = Honest.Id(1) });
        Refused.As(RefusalCode.NotOnTheList, Honest.Dealt[0].Hold(Honest.Dealers, Honest.SharesFor(0), [misdirected]));
    }

    [Fact]
    public void Open_OnAComplaint_OpensTheSharesOfThatHolderAlone()
    {
        Opening opening = Honest.Dealt[2].Open(Complaint(0), []).OrThrow().Content;

        DealtShare leaf = Honest.Dealt[2].Message.Shares[0];
        Assert.Equal(leaf.SelfMask, DealtShare.Commit(Setup, Honest.Id(2), Honest.Id(0), ShareKind.SelfMask, opening.SelfMask));
        Assert.Equal(leaf.MaskKey, DealtShare.Commit(Setup, Honest.Id(2), Honest.Id(0), ShareKind.MaskKey, opening.MaskKey));
    }

    [Fact]
    public void Open_ForMoreThanTheCorruptCanBe_IsRefused() =>
        Refused.As(RefusalCode.ShareInvalid, Honest.Dealt[2].Open(Complaint(0), [Honest.Id(1)]));

    [Fact]
    public void Open_ForTheSameHolderAgain_GivesTheSameBytes() =>
        Assert.Equal(Honest.Dealt[2].Open(Complaint(0), []).OrThrow(), Honest.Dealt[2].Open(Complaint(0), [Honest.Id(0)]).OrThrow());

    [Fact]
    public void Open_OfThreeMembers_IsRefusedBecauseNoneMayBeCorrupt()
    {
        HonestSum three = new(new Consortium(3));
        SignedMessage<Complaint> complaint = three.Consortium.SignedBy(
            three.Id(0), new Complaint(three.Terms.Setup, three.Id(0), three.Id(2), three.Dealers.Content.Hash));
        Refused.As(RefusalCode.ShareInvalid, three.Dealt[2].Open(complaint, []));
    }

    [Fact]
    public void Open_OnAComplaintAboutAnother_IsRefused() => Refused.As(RefusalCode.NotOnTheList, Honest.Dealt[1].Open(Complaint(0), []));

    [Fact]
    public void Open_OnAComplaintOfItsOwn_IsRefused() => Refused.As(RefusalCode.NotOnTheList, Honest.Dealt[2].Open(Complaint(2), []));

    [Fact]
    public void Open_OnAForgedComplaint_IsRefused() =>
        Refused.As(RefusalCode.SignatureInvalid, Honest.Dealt[2].Open(Honest.Consortium.SignedBy(Honest.Id(1), Complaint(0).Content), []));

    [Fact]
    public void Open_OnAComplaintOfAnotherSetup_IsRefused() =>
        Refused.As(
            RefusalCode.SetupForeign,
            Honest.Dealt[2].Open(Honest.Consortium.SignedBy(Honest.Id(0), Complaint(0).Content with { Setup = Digest.Of("old"u8) }), []));

    private static SignedMessage<Complaint> Complaint(int holder) =>
        Honest.Consortium.SignedBy(Honest.Id(holder), new Complaint(Setup, Honest.Id(holder), Honest.Id(2), Honest.Dealers.Content.Hash));

    private static SignedMessage<Opening> Opened() => Honest.Dealt[2].Open(Complaint(0), []).OrThrow();

    /// <summary>The same shares, opened as those of the deal on this list.</summary>
    private static SignedMessage<Opening> Opened(SignedMessage<DealerList> dealers) =>
        Honest.Consortium.SignedBy(Honest.Id(2), Opened().Content with { Deal = dealers.Content.Deals.Single(deal => deal.Content.Member == Honest.Id(2)).Hash });

    /// <summary>Dealer 2 cheats holder 0, under a root of its own.</summary>
    private static (SignedMessage<DealerList> Dealers, HeldShare[] Shares) Cheated(string cheat)
    {
        Dealing honest = Honest.Dealt[2].Message;
        DealtShare share = honest.Shares[0];
        DealtShare bad = cheat switch
        {
            "an envelope that does not open" => share with { Envelope = honest.Shares[1].Envelope },
            "shares that are not those of the leaf" => share with { SelfMask = Digest.Of("other"u8) },
            _ => share with { Envelope = share.Envelope[..40] },
        };
        return Dealing(bad);
    }

    /// <summary>Dealer 2 signs this as the share of holder 0.</summary>
    private static (SignedMessage<DealerList> Dealers, HeldShare[] Shares) Dealing(DealtShare share)
    {
        Dealing dealing = Honest.Dealt[2].Message.With(share, 0, Honest.Consortium.KeyOf(Honest.Id(2)));
        SignedMessage<Deal>[] deals = [.. Honest.Dealers.Content.Deals];
        HeldShare[] shares = Honest.SharesFor(0);
        deals[2] = dealing.Deal;
        shares[1] = TestDealing.ShareFor(Setup, dealing, 0);
        return (Honest.Consortium.Signed(Honest.Dealers.Content with { Deals = deals }), shares);
    }
}
