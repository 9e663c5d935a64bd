using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>A member's part in one attempt, by the protocol's member half. What is told again is answered again.</summary>
internal sealed class MemberTurn
{
    private static readonly RandomNumberGenerator Source = RandomNumberGenerator.Create();

    private readonly Dictionary<SumNews.WhatOneofCase, Said[]> answered = [];
    private readonly List<SignedMessage<Opening>> openings = [];
    private readonly Advertised advertised;
    private DealersNews? dealers;
    private Dealt? dealt;
    private Held? held;
    private Agreed? agreed;
    private Unmasked? unmasked;
    private Checked? tagged;
    private SumWitness? witness;
    private SignedMessage<SumResult>? result;
    private RingVector? sum;

    public MemberTurn(SumTerms terms, Party party)
    {
        Terms = terms;
        advertised = Advertised.Begin(terms, party.Id, party.Key, SetupSecrets.Draw(Source));
    }

    public SumTerms Terms { get; }

    public RoundId Round => Terms.Round;

    public Masked? Masked { get; private set; }

    public SignedMessage<SurvivorList>? Survivors { get; private set; }

    public Said Advert => new() { Key = Round.ToMessage(), Advert = advertised.Message.ToByteString() };

    public Said[] Deal(SignedMessage<AdvertList> list) => Once(SumNews.WhatOneofCase.Adverts, () =>
    {
        dealt = advertised.Deal(list).OrThrow();
        return [Say(said => said.Dealing = dealt.Message.ToBody())];
    });

    public Said[] Hold(DealersNews news)
    {
        dealers = news;
        return held is not null ? [Say(said => said.Holding = held.Message.ToByteString())] : Hold();
    }

    public Said[] Take(SignedMessage<Opening> opening)
    {
        openings.Add(opening);
        return Hold();
    }

    public Said[] Open(SignedMessage<Complaint> complaint) =>
        [Say(said => said.Opening = dealt!.Open(complaint, []).OrThrow().ToByteString())];

    /// <summary>The description of the masked vector.</summary>
    public Masked Mask(SignedMessage<InputRequest> request, Digest state, RoundSpec ask, RingVector vector) =>
        Masked ??= held!.Mask(request, state, ask, 0, vector, 1).OrThrow();

    public Said[] Agree(SignedMessage<SurvivorList> list, SumLedger ledger, Digest state, RoundSpec ask) => Once(SumNews.WhatOneofCase.Survivors, () =>
    {
        Survivors = list;
        if (Masked is null || !list.Content.Inputs.Contains(Masked.Message))
        {
            witness = held!.Witness(list, state, ask).OrThrow();
            return [];
        }

        agreed = Masked.Agree(list, ledger).OrThrow();
        return [Say(said => said.Agreement = agreed.Message.ToByteString())];
    });

    public IReadOnlyList<SignedCohort> Signed => agreed?.Signed ?? [];

    public Said[] Unmask(UnmaskRequest request, Digest state, RoundSpec ask) => Once(SumNews.WhatOneofCase.Unmask, () =>
    {
        if (witness is not null)
            return [Say(said => said.Answer = held!.Unmask(request, state, ask.Hash).OrThrow().ToByteString())];
        unmasked = agreed!.Unmask(request).OrThrow();
        return [Say(said => said.Answer = unmasked.Message.ToByteString())];
    });

    public Said[] Check(SignedMessage<SumResult> claim, RingVector claimed) => Once(SumNews.WhatOneofCase.Result, () =>
    {
        (result, sum) = (claim, claimed);
        if (witness is not null)
            return [];
        tagged = unmasked!.Check(claim, claimed, 1).OrThrow();
        return [Say(said => said.Tags = tagged.Message.ToByteString())];
    });

    public IEnumerable<MemberId> Silent(CheckList list) => tagged?.Silent(list) ?? witness!.Silent(list);

    public Said[] Accept(CheckList list, IReadOnlyDictionary<MemberId, RingVector> silent, Digest next) => Once(SumNews.WhatOneofCase.Check, () =>
    {
        Outcome<Accepted> accepted = tagged?.Accept(list, silent, 1) ?? witness!.Accept(result!, sum!, list, silent, 1);
        return [Say(said => said.Acceptance = accepted.OrThrow().Sign(next).ToByteString())];
    });

    public Said Say(Action<Said> what)
    {
        Said said = new() { Key = Round.ToMessage() };
        what(said);
        return said;
    }

    private Said[] Hold()
    {
        HoldResult outcome = dealt!.Hold(dealers!.List.ToSigned<DealerList>(), dealers.Shares.ToBody<HeldShares>().Shares, openings);
        if (outcome.Refusal is { } refusal)
            throw new RefusedException(refusal);
        held = outcome.Held;
        return held is not null
            ? [Say(said => said.Holding = held.Message.ToByteString())]
            : [.. outcome.Complaints!.Select(complaint => Say(said => said.Complaint = complaint.ToByteString()))];
    }

    private Said[] Once(SumNews.WhatOneofCase what, Func<Said[]> answer) =>
        answered.TryGetValue(what, out Said[]? before) ? before : answered[what] = answer();
}
