using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Stage 2 against a coordinator that lies about model, question or lists.</summary>
public sealed class InputRequestTests
{
    private static readonly HonestSum Honest = new(new Consortium(3));
    private static readonly Dictionary<string, (RefusalCode Code, Func<SignedMessage<InputRequest>> Lie)> Lies = new()
    {
        ["signed by a member"] = (RefusalCode.ListUnsigned, () => Honest.Consortium.SignedBy(Honest.Id(0), Honest.Request.Content)),
        ["of another attempt"] = (RefusalCode.SetupForeign, () => Asked(request => request with { Setup = Honest.Consortium.Terms(attempt: 2).Setup })),
        ["over another U2"] = (RefusalCode.SetupForeign, () => Asked(request => request with { Dealers = Digest.Of("U2"u8) })),
        ["from an old model"] = (RefusalCode.StateNotReached, () => Asked(request => request with { State = Digest.Of("old"u8) })),
        ["with another clip"] = (RefusalCode.RoundUnexpected, () => Asked(request => request with { Ask = OtherClip().Hash })),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_OnARequest_IsRefusedAndLeavesTheVector(string lie)
    {
        RingVector vector = HonestSum.Copy(Honest.Vectors[0]);

        Refused.As(Lies[lie].Code, Honest.Held[0].Mask(Lies[lie].Lie(), HonestSum.State, Honest.Ask, 1, vector, 1));

        Assert.Equal(Honest.Vectors[0].Hash, vector.Hash);
    }

    [Fact]
    public void Mask_WhereTheSumCouldWrap_IsRefused()
    {
        RoundSpec wide = new("test", Ring.Bits32, Block.Whole("whole", 41, 31));
        SignedMessage<InputRequest> request = Asked(content => content with { Ask = wide.Hash });
        Refused.As(RefusalCode.SumMayWrap, Honest.Held[0].Mask(request, HonestSum.State, wide, 1, new RingVector(Ring.Bits32, 41), 1));
    }

    [Fact]
    public void Mask_WithAMaskKeyOfLowOrderInTheList_IsRefused()
    {
        HonestSum sum = new(new Consortium(3));
        SignedMessage<Advert>[] adverts = [.. sum.Adverts.Content.Adverts];
        adverts[2] = sum.Consortium.SignedBy(sum.Id(2), adverts[2].Content with { MaskKey = AgreementPublicKey.FromBytes(new byte[32]) });
        SignedMessage<AdvertList> list = sum.Consortium.Signed(new AdvertList(sum.Terms.Setup, adverts));
        AdvertRoll roll = AdvertRoll.Of(sum.Terms, list).OrThrow();
        Dealing[] dealings = [.. sum.Secrets.Select((secrets, i) =>
            ShareDealing.Make(new Seat(sum.Terms, sum.Id(i), sum.Consortium.KeyOf(sum.Id(i))), secrets, roll)!.Value.Message)];
        DealerList dealers = new(sum.Terms.Setup, list.Hash, [.. dealings.Select(dealing => dealing.Deal)]);
        HeldShare[] shares = [.. dealings.Skip(1).Select(dealing => TestDealing.ShareFor(sum.Terms.Setup, dealing, 0))];
        Held held = sum.Advertised[0].Deal(list).OrThrow().Hold(sum.Consortium.Signed(dealers), shares, []).Held!;
        SignedMessage<InputRequest> request = sum.Consortium.Signed(sum.Request.Content with { Dealers = dealers.Hash });

        Refused.As(RefusalCode.KeyRefused, held.Mask(request, HonestSum.State, sum.Ask, 1, HonestSum.Copy(sum.Vectors[0]), 1));
    }

    [Fact]
    public void Mask_OfAVectorOfAnotherLength_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            Honest.Held[0].Mask(Honest.Request, HonestSum.State, Honest.Ask, 1, new RingVector(Ring.Bits32, 40), 1));

    [Fact]
    public void Mask_OfTheVector_SignsWhatIsUploaded()
    {
        Masked masked = Honest.Masked[1];
        Assert.Equal(new MaskedInput(Honest.Session, Honest.Id(1), Honest.Ask.Length, masked.Vector.Hash, 1), masked.Message.Content);
    }

    [Fact]
    public void Vectors_MaskedInAnotherSession_AreUnrelated()
    {
        Digest other = Digest.Of("another state"u8);
        SignedMessage<InputRequest> request = Asked(content => content with { State = other });

        Masked masked = Honest.Held[0].Mask(request, other, Honest.Ask, 1, HonestSum.Copy(Honest.Vectors[0]), 1).OrThrow();

        Assert.NotEqual(Honest.Masked[0].Session, masked.Session);
        Assert.Equal(0, Enumerable.Range(0, Honest.Ask.Length).Count(slot => masked.Vector[slot] == Honest.Masked[0].Vector[slot]));
    }

    private static SignedMessage<InputRequest> Asked(Func<InputRequest, InputRequest> change) => Honest.Consortium.Signed(change(Honest.Request.Content));

    private static RoundSpec OtherClip() => new("test", Ring.Bits32, new Block("real", 37, BlockKind.Weighted, 2, 20), Block.Whole("count", 4, 12));
}
