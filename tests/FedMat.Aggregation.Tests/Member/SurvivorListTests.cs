using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Stage 3 against a coordinator that lies about U3.</summary>
public sealed class SurvivorListTests
{
    private static readonly HonestSum Honest = new(new Consortium(5));
    private static readonly HonestSum Other = new(Honest.Consortium, attempt: 2);
    private static readonly Dictionary<string, (RefusalCode Code, Func<SignedMessage<SurvivorList>> Lie)> Lies = new()
    {
        ["signed by a member"] = (RefusalCode.ListUnsigned, () => Honest.Consortium.SignedBy(Honest.Id(0), Honest.SurvivorList.Content)),
        ["of another attempt"] = (RefusalCode.SetupForeign, () => Other.SurvivorList),
        ["under another session"] =
            (RefusalCode.SetupForeign, () => Honest.Consortium.Signed(Honest.SurvivorList.Content with { Session = Digest.Of("session"u8) })),
        ["with a vector of another attempt"] = (RefusalCode.SetupForeign, () => Listed(Replaced(1, Other.Masked[1].Message))),
        ["with a member twice"] = (RefusalCode.ListInvalid, () => Listed([.. Inputs, Inputs[4]])),
        ["out of order"] = (RefusalCode.ListInvalid, () => Listed([.. Inputs.Reverse()])),
        ["of too few"] = (RefusalCode.ListInvalid, () => Listed(Inputs[..3])),
        ["with a digest that a silent member never signed"] = (RefusalCode.SignatureInvalid, () => Listed(Replaced(1, Forged(1, 0)))),
        ["with another digest of this node"] = (RefusalCode.ListInvalid, () => Listed(Replaced(0, Forged(0, 0)))),
        ["with a vector of another length"] = (RefusalCode.ListInvalid, () => Listed(Replaced(1, Longer(1)))),
        ["without this node"] = (RefusalCode.NotOnTheList, () => Listed(Inputs[1..])),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    private static SignedMessage<MaskedInput>[] Inputs => [.. Honest.SurvivorList.Content.Inputs];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_OnAList_IsRefused(string lie) => Refused.As(Lies[lie].Code, Honest.Masked[0].Agree(Lies[lie].Lie(), new SumLedger([])));

    [Fact]
    public void Agree_OnAMemberOutsideU2_IsRefused()
    {
        SignedMessage<DealerList> four = Honest.Consortium.Signed(Honest.Dealers.Content with { Deals = [.. Honest.Dealers.Content.Deals.Take(4)] });
        Held held = Honest.Dealt[0].Hold(four, Honest.SharesFor(0)[..3], []).Held!;
        SignedMessage<InputRequest> request = Honest.Consortium.Signed(Honest.Request.Content with { Dealers = four.Content.Hash });
        Masked masked = held.Mask(request, HonestSum.State, Honest.Ask, 1, HonestSum.Copy(Honest.Vectors[0]), 1).OrThrow();
        SignedMessage<SurvivorList> list = Honest.Consortium.Signed(new SurvivorList(masked.Session, [masked.Message, .. Inputs[1..]]));

        Refused.As(RefusalCode.ListInvalid, masked.Agree(list, new SumLedger([])));
    }

    [Fact]
    public void Agree_OnFewerThanThePlansHonestMembersAndTheCorrupt_IsRefused()
    {
        HonestSum strict = new(new Consortium(5, minimum: 4));
        SignedMessage<MaskedInput>[] inputs = [.. strict.SurvivorList.Content.Inputs];
        SignedMessage<SurvivorList> list = strict.Consortium.Signed(new SurvivorList(strict.Session, inputs[..4]));

        Refused.As(RefusalCode.ListInvalid, strict.Masked[0].Agree(list, new SumLedger([])));
    }

    [Fact]
    public void Agree_WhereTheHistoryStandsAgainstIt_IsRefused()
    {
        SignedCohort earlier = Honest.Agreed[0].Signed[0] with { Attempt = Honest.Consortium.Terms(attempt: 7).Round };
        SignedMessage<SurvivorList> without = Listed(Inputs[..4]);
        Refused.As(RefusalCode.CohortDiffers, Honest.Masked[0].Agree(without, new SumLedger([earlier])));
    }

    [Fact]
    public void Agree_OnTheList_NamesTheRowsToStore()
    {
        SignedCohort row = Assert.Single(Honest.Agreed[0].Signed);
        Assert.Equal(HistoryKey.Contribution(HonestSum.State, Honest.Ask.Hash, 1), row.Key);
        Assert.Equal(Honest.Consortium.Ids, row.Cohort.Entries.Select(entry => entry.Member));
    }

    [Fact]
    public void Agreement_OnTheSameListUnderAnotherSignature_IsTheSame()
    {
        SignedMessage<SurvivorList> again = SignedMessage<SurvivorList>.Parse(Honest.SurvivorList.ToBytes());
        Assert.Equal(Honest.Agreed[0].Message, Honest.Masked[0].Agree(again, new SumLedger([])).OrThrow().Message);
    }

    private static SignedMessage<SurvivorList> Listed(params SignedMessage<MaskedInput>[] inputs) =>
        Honest.Consortium.Signed(new SurvivorList(Honest.Session, inputs));

    private static SignedMessage<MaskedInput>[] Replaced(int place, SignedMessage<MaskedInput> input)
    {
        SignedMessage<MaskedInput>[] inputs = Inputs;
        inputs[place] = input;
        return inputs;
    }

    private static SignedMessage<MaskedInput> Forged(int place, int signer) =>
        Honest.Consortium.SignedBy(Honest.Id(signer), Inputs[place].Content with { Payload = Digest.Of("forged"u8) });

    private static SignedMessage<MaskedInput> Longer(int place) =>
        Honest.Consortium.SignedBy(Honest.Id(place), Inputs[place].Content with { Length = Honest.Ask.Length + 1 });
}
