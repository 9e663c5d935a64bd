using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Stage 4 against a coordinator that wants shares for another list, or too cheaply.</summary>
public sealed class UnmaskRequestTests
{
    private static readonly HonestSum Honest = new(new Consortium(5), [4]);
    private static readonly Dictionary<string, (RefusalCode Code, Func<UnmaskRequest> Lie)> Lies = new()
    {
        ["under a list that a member signed"] = (RefusalCode.ListUnsigned, () => Request with { Survivors = ListBy(Honest.Id(0)) }),
        ["with too few signatures"] = (RefusalCode.TooFewSignatures, () => Agreeing(Agreements[..3])),
        ["with one signature twice"] = (RefusalCode.ListInvalid, () => Agreeing(Agreements[0], Agreements[0], Agreements[1], Agreements[2])),
        ["with a forged signature"] = (RefusalCode.SignatureInvalid, () => Agreeing([.. Agreements[..3], By(3, signer: 0)])),
        ["with a signature of a lost member"] = (RefusalCode.ListInvalid, () => Agreeing([.. Agreements[..3], By(4, signer: 4)])),
        ["with an agreement to another list"] = (RefusalCode.SetupForeign, () => Agreeing([.. Agreements[..3], By(3, 3, Digest.Of("U3"u8))])),
        ["with an agreement of another session"] = (RefusalCode.SetupForeign, () => Agreeing([.. Agreements[..3], OfAnotherSession()])),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    private static UnmaskRequest Request => Honest.UnmaskRequest;

    private static SignedMessage<Agreement>[] Agreements => [.. Request.Agreements];

    [Theory]
    [MemberData(nameof(Names))]
    public void Unmask_OfASurvivor_IsRefused(string lie) => Refused.As(Lies[lie].Code, Honest.Agreed[0].Unmask(Lies[lie].Lie()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Unmask_OfALostMember_IsRefused(string lie) =>
        Refused.As(Lies[lie].Code, Honest.Held[4].Unmask(Lies[lie].Lie(), HonestSum.State, Honest.Ask.Hash));

    [Fact]
    public void Unmask_ForAnotherListThanAgreedTo_IsRefused()
    {
        SurvivorList all = new(Honest.Session, [.. Honest.Masked.Select(state => state.Message)]);
        SignedMessage<Agreement>[] agreements = [.. Enumerable.Range(0, 4).Select(i => By(i, i, all.Hash))];

        Refused.As(RefusalCode.RequestDiffers, Honest.Agreed[0].Unmask(new UnmaskRequest(Honest.Consortium.Signed(all), agreements)));
    }

    [Fact]
    public void Unmask_OfASurvivorThatHasNotAgreed_IsRefused() =>
        Refused.As(RefusalCode.RequestDiffers, Honest.Held[0].Unmask(Request, HonestSum.State, Honest.Ask.Hash));

    [Fact]
    public void Unmask_ForAnotherModelThanThisNodes_IsRefused() =>
        Refused.As(RefusalCode.SetupForeign, Honest.Held[4].Unmask(Request, Digest.Of("other"u8), Honest.Ask.Hash));

    [Fact]
    public void Unmask_WithOtherSignaturesThanBefore_GivesTheSameBytes()
    {
        HonestSum sum = new(new Consortium(5));
        SignedMessage<Agreement>[] agreements = [.. sum.Agreed.Select(state => state.Message)];

        SignedMessage<UnmaskAnswer> first = sum.Agreed[0].Unmask(new UnmaskRequest(sum.SurvivorList, agreements[..4])).OrThrow().Message;
        SignedMessage<UnmaskAnswer> second = sum.Agreed[0].Unmask(new UnmaskRequest(sum.SurvivorList, agreements[1..])).OrThrow().Message;

        Assert.Equal(first, second);
    }

    private static UnmaskRequest Agreeing(params SignedMessage<Agreement>[] agreements) => Request with { Agreements = agreements };

    private static SignedMessage<Agreement> By(int member, int signer, Digest? survivors = null) => Honest.Consortium.SignedBy(
        Honest.Id(signer), new Agreement(Honest.Session, Honest.Id(member), survivors ?? Honest.SurvivorList.Content.Hash));

    private static SignedMessage<Agreement> OfAnotherSession() =>
        Honest.Consortium.SignedBy(Honest.Id(3), Agreements[3].Content with { Session = Digest.Of("session"u8) });

    private static SignedMessage<SurvivorList> ListBy(MemberId member) => Honest.Consortium.SignedBy(member, Honest.SurvivorList.Content);
}
