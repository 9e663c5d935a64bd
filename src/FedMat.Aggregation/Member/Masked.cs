using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 2 of the secure sum at a member: its vector is masked.</summary>
public sealed class Masked
{
    private readonly Digest state;
    private readonly RoundSpec ask;

    internal Masked(Held held, Digest state, RoundSpec ask, RingVector vector, SignedMessage<MaskedInput> message)
    {
        (Held, Vector, Message) = (held, vector, message);
        (this.state, this.ask) = (state, ask);
    }

    public SignedMessage<MaskedInput> Message { get; }

    /// <summary>y: what is uploaded.</summary>
    public RingVector Vector { get; }

    /// <summary>H(tag | setup | h2 | model-state hash | ask).</summary>
    public Digest Session => Message.Content.Session;

    /// <summary>The state before: where this member turns out not to be in U3, its way on is <see cref="Held.Unmask"/>.</summary>
    public Held Held { get; }

    /// <summary>
    /// Stage 3: agrees to the survivors, if every one of them signed its vector in this session and the history allows their sum.
    /// </summary>
    /// <param name="list">U3.</param>
    /// <param name="ledger">What this node has signed so far.</param>
    public Outcome<Agreed> Agree(SignedMessage<SurvivorList> list, SumLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(ledger);
        Seat seat = Held.Seat;
        Outcome<SumScope> scope = SumScope.Of(seat, Held.Adverts, Held.Dealers, state, ask, list);
        if (!scope.IsGiven)
            return scope.Refusal;
        SurvivorRoll survivors = scope.Value.Survivors;
        if (!survivors.Contains(seat.Self))
            return new Refusal(RefusalCode.NotOnTheList, "this node's vector is not among those of the list");
        if (!survivors.Of(seat.Self).Equals(Message))
            return new Refusal(RefusalCode.ListInvalid, "the list holds another vector in this node's name than it sent");
        return ledger.MaySign(ask, state, Message.Content.Snapshot, survivors.Cohort, seat.Terms.Round) is { } refusal
            ? refusal
            : new Agreed(this, scope.Value, SignedCohort.Of(ask, state, Message.Content.Snapshot, survivors.Cohort, seat.Terms.Round));
    }
}
