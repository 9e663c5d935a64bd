using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Stage 1 against a coordinator that lies about U1.</summary>
public sealed class AdvertListTests
{
    private static readonly HonestSum Honest = new(new Consortium(5, outsiders: 1));
    private static readonly Dictionary<string, (RefusalCode Code, Func<SignedMessage<AdvertList>> Lie)> Lies = new()
    {
        ["signed by a member"] = (RefusalCode.ListUnsigned, () => Honest.Consortium.SignedBy(Honest.Id(0), Honest.Adverts.Content)),
        ["of another attempt"] = (RefusalCode.SetupForeign, () => Listed(Honest.Consortium.Terms(attempt: 2).Setup, Adverts)),
        ["with an advert of another round"] = (RefusalCode.SetupForeign, () => Listed(Replaced(1, Other(Honest.Consortium.Terms(round: 2))))),
        ["with a member twice"] = (RefusalCode.ListInvalid, () => Listed([.. Adverts, Adverts[4]])),
        ["out of order"] = (RefusalCode.ListInvalid, () => Listed([.. Adverts.Reverse()])),
        ["with a member of the roster whom the plan does not name"] = (RefusalCode.ListInvalid, () => Listed([.. Adverts, Outsider()])),
        ["of too few"] = (RefusalCode.ListInvalid, () => Listed(Adverts[..3])),
        ["with swapped keys"] = (RefusalCode.SignatureInvalid, () => Listed(Replaced(1, Swapped()))),
        ["with a key of low order"] = (RefusalCode.KeyRefused, () => Listed(Replaced(1, LowOrder()))),
        ["without this node"] = (RefusalCode.NotOnTheList, () => Listed(Adverts[1..])),
        ["with another advert of this node"] = (RefusalCode.KeyRefused, () => Listed(Replaced(0, Other(Honest.Terms, 0)))),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    private static SignedMessage<Advert>[] Adverts => [.. Honest.Adverts.Content.Adverts];

    [Theory]
    [MemberData(nameof(Names))]
    public void Deal_OnAList_IsRefused(string lie) => Refused.As(Lies[lie].Code, Honest.Advertised[0].Deal(Lies[lie].Lie()));

    [Fact]
    public void Deal_ForEnoughOfThePlan_IsMadeForThese()
    {
        Dealt dealt = Honest.Advertised[0].Deal(Listed(Adverts[..4])).OrThrow();

        Assert.Equal(Honest.Consortium.Ids.Take(4), dealt.Message.Shares.Select(share => share.Holder));
        Assert.Empty(dealt.Message.Shares[0].Envelope);
    }

    [Fact]
    public void Setup_UnderOtherThresholds_IsAnother()
    {
        Consortium stricter = new(5, minimum: 3);
        Assert.NotEqual(stricter.Terms().Setup, Honest.Terms.Setup);
        Assert.NotEqual(Honest.Consortium.Terms(round: 2).Setup, Honest.Terms.Setup);
    }

    [Fact]
    public void Begin_WithAnotherKey_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            Advertised.Begin(Honest.Terms, Honest.Id(0), Honest.Consortium.KeyOf(Honest.Id(1)), Honest.Secrets[0]));

    [Fact]
    public void Begin_ForAMemberOutsideThePlan_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            Advertised.Begin(Honest.Terms, Consortium.IdOf(5), Honest.Consortium.KeyOf(Consortium.IdOf(5)), Honest.Secrets[0]));

    private static SignedMessage<AdvertList> Listed(params SignedMessage<Advert>[] adverts) => Listed(Honest.Terms.Setup, adverts);

    private static SignedMessage<AdvertList> Listed(Digest setup, SignedMessage<Advert>[] adverts) =>
        Honest.Consortium.Signed(new AdvertList(setup, adverts));

    private static SignedMessage<Advert>[] Replaced(int place, SignedMessage<Advert> advert)
    {
        SignedMessage<Advert>[] adverts = Adverts;
        adverts[place] = advert;
        return adverts;
    }

    private static SignedMessage<Advert> Other(SumTerms terms, int place = 1)
    {
        using SetupSecrets secrets = SetupSecrets.Draw(RandomNumberGenerator.Create());
        return Advertised.Begin(terms, Honest.Id(place), Honest.Consortium.KeyOf(Honest.Id(place)), secrets).Message;
    }

    private static SignedMessage<Advert> Swapped() =>
        Honest.Consortium.SignedBy(Honest.Id(0), Adverts[1].Content with { MaskKey = Adverts[2].Content.MaskKey });

    private static SignedMessage<Advert> LowOrder() =>
        Honest.Consortium.SignedBy(Honest.Id(1), Adverts[1].Content with { SealKey = AgreementPublicKey.FromBytes(new byte[32]) });

    private static SignedMessage<Advert> Outsider()
    {
        MemberId outsider = Consortium.IdOf(5);
        return Honest.Consortium.SignedBy(outsider, Adverts[1].Content with { Member = outsider });
    }
}
