using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 1 of the secure sum at a member: the shares are dealt.</summary>
public sealed class Dealt
{
    private readonly Seat seat;
    private readonly SetupSecrets secrets;
    private readonly AdvertRoll adverts;
    private readonly ShareTable shares;

    internal Dealt(Seat seat, SetupSecrets secrets, AdvertRoll adverts, ShareTable shares, Dealing message)
    {
        (this.seat, this.secrets) = (seat, secrets);
        (this.adverts, this.shares) = (adverts, shares);
        Message = message;
    }

    public Dealing Message { get; }

    /// <summary>U1, in the order of the ids' bytes.</summary>
    public IReadOnlyList<Advert> Adverts => adverts.Adverts;

    /// <summary>Takes the shares that all of U2 dealt to this member.</summary>
    /// <param name="list">U2.</param>
    /// <param name="held">One for each dealer of U2 but this member.</param>
    /// <param name="openings">Answers to this member's complaints; empty before it made any.</param>
    public HoldResult Hold(
        SignedMessage<DealerList> list, IReadOnlyList<HeldShare> held, IReadOnlyList<SignedMessage<Opening>> openings)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(openings);
        Outcome<DealerRoll> dealers = DealerRoll.Of(seat.Terms, adverts, list);
        if (!dealers.IsGiven)
            return dealers.Refusal;
        if (!dealers.Value.Contains(seat.Self))
            return new Refusal(RefusalCode.NotOnTheList, "this node's shares are not in the list; it takes no part in the attempt");
        if (!dealers.Value.Of(seat.Self).Equals(Message.Deal))
            return new Refusal(RefusalCode.ListInvalid, "the list holds another deal in this node's name than it made");
        ShareTaking taking = new(seat, secrets, adverts, dealers.Value);
        if ((taking.Refuse(held) ?? taking.Refuse(openings)) is { } refusal)
            return refusal;
        int own = adverts.PositionOf(seat.Self);
        taking.Keep(shares[ShareKind.SelfMask, own], shares[ShareKind.MaskKey, own]);
        IReadOnlyList<MemberId> blamed = taking.Take(held, openings);
        return blamed.Count == 0
            ? new Held(seat, secrets, adverts, dealers.Value, taking.Shares, this)
            : new HoldResult([.. blamed.Select(dealer => seat.Sign(new Complaint(seat.Setup, seat.Self, dealer, dealers.Value.Hash)))]);
    }

    /// <summary>
    /// Answers a complaint about this member's envelope: opens the two shares meant for the complaining holder. Honest holders have nothing
    /// to complain of, so what is opened is known to a corrupt holder already; more than f would be more than the corrupt can be.
    /// </summary>
    /// <param name="complaint">Of a holder of U1.</param>
    /// <param name="alreadyOpenedFor">Holders for whom shares of this setup were opened; the caller stores the new one before it sends.</param>
    public Outcome<SignedMessage<Opening>> Open(SignedMessage<Complaint> complaint, IReadOnlyCollection<MemberId> alreadyOpenedFor)
    {
        ArgumentNullException.ThrowIfNull(complaint);
        ArgumentNullException.ThrowIfNull(alreadyOpenedFor);
        MemberId holder = complaint.Content.Member;
        if (RollRules.Bound("setup", complaint.Content.Setup, seat.Setup) is { } foreign)
            return foreign;
        if (complaint.Content.Dealer != seat.Self || holder == seat.Self || !adverts.Contains(holder))
            return new Refusal(RefusalCode.NotOnTheList, $"the complaint of member {holder} is not about what this node dealt to it");
        if (RollRules.SignedBy(seat.Terms, holder, complaint) is { } forged)
            return forged;
        int most = seat.Terms.Thresholds.Corrupt;
        if (!alreadyOpenedFor.Contains(holder) && alreadyOpenedFor.Distinct().Count() >= most)
            return new Refusal(RefusalCode.ShareInvalid, $"this node opens the shares of {most} holders in a setup and no more");
        int position = adverts.PositionOf(holder);
        return seat.Sign(new Opening(
            seat.Setup, seat.Self, Message.Deal.Hash, holder, shares[ShareKind.SelfMask, position].ToArray(), shares[ShareKind.MaskKey, position].ToArray()));
    }
}
