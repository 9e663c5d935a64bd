using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Stages 0 and 1 of an attempt: shares are dealt and taken, with complaints where an envelope is bad.</summary>
/// <param name="turn">The attempt.</param>
/// <param name="advertised">Its first state.</param>
/// <param name="opened">Positions of the holders for whom shares were opened before a restart.</param>
/// <param name="answers">Of the attempt.</param>
internal sealed class ShareExchange(SumTurn turn, Advertised advertised, IEnumerable<int> opened, StepAnswers answers)
{
    private readonly HashSet<int> opened = [.. opened];
    private List<SignedMessage<Opening>> openings = [];
    private (SignedMessage<DealerList> List, IReadOnlyList<HeldShare> Shares)? dealers;
    private Dealt? dealt;

    /// <summary>Null before valid shares of everybody are here.</summary>
    public Held? Held { get; private set; }

    /// <summary>Stage 1.</summary>
    public Outcome<SumReply> Deal(SignedMessage<AdvertList> list) => answers.Once(TurnStep.Adverts, list.Hash, () =>
    {
        Outcome<Dealt> next = advertised.Deal(list);
        if (!next.IsGiven)
            return next.Refusal;
        dealt = next.Value;
        return SumReply.Bound(turn, Stage.Share, 0, list.Hash, Words.Of(turn.Round, dealt.Message));
    });

    /// <summary>Takes the shares that were dealt to this node, or complains.</summary>
    public Outcome<SumReply> Hold(SignedMessage<DealerList> list, IReadOnlyList<HeldShare> shares)
    {
        if (Held is null)
            dealers = (list, shares);
        return Hold(list.Content.Hash);
    }

    /// <summary>Takes the shares that a dealer opened after a complaint of this node.</summary>
    public Outcome<SumReply> Take(SignedMessage<Opening> opening)
    {
        if (dealers is not { } told)
            return SumTurn.OutOfOrder("shares are opened before they were dealt");
        List<SignedMessage<Opening>> before = openings;
        openings = [.. before.Where(other => other.Content.Member != opening.Content.Member).Append(opening).OrderBy(other => other.Content.Member)];
        Outcome<SumReply> outcome = Hold(told.List.Content.Hash);
        if (!outcome.IsGiven)
            openings = before;
        return outcome;
    }

    /// <summary>Opens the shares of a holder that complains.</summary>
    public Outcome<SumReply> Open(SignedMessage<Complaint> complaint)
    {
        if (dealt is null)
            return SumTurn.OutOfOrder("a complaint came before shares were dealt");
        MemberId holder = complaint.Content.Member;
        Outcome<SignedMessage<Opening>> opening = dealt.Open(complaint, [.. opened.Select(position => dealt.Adverts[position].Member)]);
        if (!opening.IsGiven)
            return opening.Refusal;
        int at = dealt.Adverts.TakeWhile(advert => advert.Member != holder).Count();
        opened.Add(at);
        return SumReply.Bound(turn, Stage.Share, 1 + at, Digest.Of(holder.ToArray()), Words.Of(turn.Round, opening.Value), isSecret: true);
    }

    private Outcome<SumReply> Hold(Digest list)
    {
        if (dealt is null)
            return SumTurn.OutOfOrder("shares came before this node dealt its own");
        return answers.Once(TurnStep.Dealers, list, () =>
        {
            HoldResult result = dealt.Hold(dealers!.Value.List, dealers.Value.Shares, openings);
            Held = result.Held;
            if (result.Refusal is { } refusal)
                return refusal;
            return Held is not null
                ? SumReply.Free(turn.Round, Words.Of(turn.Round, Held.Message))
                : SumReply.Free(turn.Round, [.. result.Complaints!.Select(complaint => Words.Of(turn.Round, complaint))]);
        }, isFinal: () => Held is not null);
    }
}
