using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Taking shares from a coordinator that lies about U2 or hands out other envelopes than were dealt.</summary>
public sealed class DealerListTests
{
    private static readonly HonestSum Honest = new(new Consortium(5));
    private static readonly Dictionary<string, (RefusalCode Code, Func<SignedMessage<DealerList>> Lie)> Lies = new()
    {
        ["signed by a member"] = (RefusalCode.ListUnsigned, () => Honest.Consortium.SignedBy(Honest.Id(0), Honest.Dealers.Content)),
        ["of another attempt"] = (RefusalCode.SetupForeign, () => Listed(list => list with { Setup = Honest.Consortium.Terms(attempt: 2).Setup })),
        ["over another U1"] = (RefusalCode.SetupForeign, () => Listed(list => list with { Adverts = Digest.Of("U1"u8) })),
        ["with a dealer twice"] = (RefusalCode.ListInvalid, () => Listed(list => list with { Deals = [.. Deals, Deals[4]] })),
        ["out of order"] = (RefusalCode.ListInvalid, () => Listed(list => list with { Deals = [.. Deals.Reverse()] })),
        ["of too few"] = (RefusalCode.ListInvalid, () => Listed(list => list with { Deals = Deals[..3] })),
        ["with another root than its dealer signed"] = (RefusalCode.SignatureInvalid, () => Replaced(1, 0, deal => deal with { Root = Digest.Of("r"u8) })),
        ["with a deal of another attempt"] = (RefusalCode.SetupForeign, () => Replaced(1, 1, deal => deal with { Setup = Digest.Of("s"u8) })),
        ["with a deal for another U1"] = (RefusalCode.SetupForeign, () => Replaced(1, 1, deal => deal with { Adverts = Digest.Of("U1"u8) })),
        ["without this node"] = (RefusalCode.NotOnTheList, () => Listed(list => list with { Deals = Deals[1..] })),
        ["with another deal of this node"] = (RefusalCode.ListInvalid, () => Replaced(0, 0, deal => deal with { Root = Digest.Of("r"u8) })),
    };

    private static readonly Dictionary<string, (RefusalCode Code, Func<HeldShare[]> Lie)> ShareLies = new()
    {
        ["one missing"] = (RefusalCode.ListInvalid, () => Shares[1..]),
        ["one twice"] = (RefusalCode.ListInvalid, () => [.. Shares, Shares[3]]),
        ["one of this node's own"] = (RefusalCode.ListInvalid, () => [Honest.ShareOf(0, 0), .. Shares]),
        ["one meant for another holder"] = (RefusalCode.ShareInvalid, () => [Honest.ShareOf(1, 2), .. Shares[1..]]),
        ["two swapped between their dealers"] = (RefusalCode.ShareInvalid, () => [Shares[1] with { Dealer = Honest.Id(1) }, .. Shares[1..]]),
        ["this node's own envelope reflected"] = (RefusalCode.ShareInvalid, () => [Reflected(), .. Shares[1..]]),
        ["a path cut short"] = (RefusalCode.ShareInvalid, () => [Shares[0] with { Path = [.. Shares[0].Path.Skip(1)] }, .. Shares[1..]]),
        ["an altered envelope"] = (RefusalCode.ShareInvalid, () => [Altered(Shares[0]), .. Shares[1..]]),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    public static TheoryData<string> ShareNames => [.. ShareLies.Keys];

    private static SignedMessage<Deal>[] Deals => [.. Honest.Dealers.Content.Deals];

    private static HeldShare[] Shares => Honest.SharesFor(0);

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold_OnAList_IsRefused(string lie) => Refused.As(Lies[lie].Code, Honest.Dealt[0].Hold(Lies[lie].Lie(), Shares, []));

    [Theory]
    [MemberData(nameof(ShareNames))]
    public void Hold_OfShares_IsRefused(string lie) =>
        Refused.As(ShareLies[lie].Code, Honest.Dealt[0].Hold(Honest.Dealers, ShareLies[lie].Lie(), []));

    [Fact]
    public void Hold_WithOneDealerLeftOut_HoldsTheOthers()
    {
        SignedMessage<DealerList> dealers = Listed(list => list with { Deals = Deals[..4] });

        Held held = Honest.Dealt[0].Hold(dealers, Shares[..3], []).Held!;

        Assert.Equal(new Holding(Honest.Terms.Setup, Honest.Id(0), dealers.Content.Hash), held.Message.Content);
    }

    [Fact]
    public void Hold_OnADealerOutsideU1_IsRefused()
    {
        SignedMessage<AdvertList> four = Honest.Consortium.Signed(new AdvertList(Honest.Terms.Setup, [.. Honest.Adverts.Content.Adverts.Take(4)]));
        Dealt[] dealt = [.. Enumerable.Range(0, 4).Select(i => Honest.Advertised[i].Deal(four).OrThrow())];
        Deal outside = new(Honest.Terms.Setup, Honest.Id(4), four.Hash, Digest.Of("root"u8));
        DealerList five = new(
            Honest.Terms.Setup, four.Hash, [.. dealt.Select(state => state.Message.Deal), Honest.Consortium.SignedBy(Honest.Id(4), outside)]);
        HeldShare[] shares = [.. dealt[1..].Select(state => TestDealing.ShareFor(Honest.Terms.Setup, state.Message, 0))];

        Refused.As(RefusalCode.ListInvalid, dealt[0].Hold(Honest.Consortium.Signed(five), shares, []));
    }

    private static SignedMessage<DealerList> Listed(Func<DealerList, DealerList> change) => Honest.Consortium.Signed(change(Honest.Dealers.Content));

    private static SignedMessage<DealerList> Replaced(int place, int signer, Func<Deal, Deal> change)
    {
        SignedMessage<Deal>[] deals = Deals;
        deals[place] = Honest.Consortium.SignedBy(Honest.Id(signer), change(deals[place].Content));
        return Listed(list => list with { Deals = deals });
    }

    private static HeldShare Reflected()
    {
        DealtShare own = Honest.Dealt[0].Message.Shares[1];
        return Shares[0] with { Share = Shares[0].Share with { Envelope = own.Envelope } };
    }

    private static HeldShare Altered(HeldShare share)
    {
        byte[] envelope = [.. share.Share.Envelope];
        envelope[5] ^= 1;
        return share with { Share = share.Share with { Envelope = envelope } };
    }
}
