using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 1 of the secure sum at a member, answered: it holds valid shares of all of U2.</summary>
public sealed class Held
{
    internal Held(Seat seat, SetupSecrets secrets, AdvertRoll adverts, DealerRoll dealers, ShareTable shares, Dealt dealt)
    {
        (Seat, Secrets, Dealt) = (seat, secrets, dealt);
        (Adverts, Dealers, Shares) = (adverts, dealers, shares);
        Message = seat.Sign(new Holding(seat.Setup, seat.Self, dealers.Hash));
    }

    public SignedMessage<Holding> Message { get; }

    /// <summary>The state before: complaints of others are still answered.</summary>
    public Dealt Dealt { get; }

    internal Seat Seat { get; }

    internal SetupSecrets Secrets { get; }

    internal AdvertRoll Adverts { get; }

    internal DealerRoll Dealers { get; }

    internal ShareTable Shares { get; }

    /// <summary>Stage 2: masks this member's vector.</summary>
    /// <param name="request">What the coordinator asks for.</param>
    /// <param name="state">Hash of the model state that this node computed itself.</param>
    /// <param name="ask">What that state asks for, as this node computed it itself.</param>
    /// <param name="snapshot">Number of the frozen rows that the vector was made from.</param>
    /// <param name="quantised">Q(x). Taken over: it becomes y in place, unless the request is refused.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Once it is cancelled, the vector is spoilt.</param>
    /// <exception cref="ArgumentException">The vector is not of the ask's ring and length.</exception>
    public Outcome<Masked> Mask(
        SignedMessage<InputRequest> request, Digest state, RoundSpec ask, int snapshot, RingVector quantised, int threads,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(quantised);
        ArgumentOutOfRangeException.ThrowIfNegative(snapshot);
        if (quantised.Ring != ask.Ring || quantised.Length != ask.Length)
            throw new ArgumentException(
                $"{quantised.Length} slots of {(int)quantised.Ring} bits do not answer phase '{ask.Phase}'", nameof(quantised));
        if (Refuse(request, state, ask) is { } refusal)
            return refusal;
        Digest session = Dealers.Session(state, ask.Hash);
        if (Masks(session) is not { } masks)
            return new Refusal(RefusalCode.KeyRefused, "the mask key of a member in the list is of low order; nothing was sent");
        SumKeys.Spend(masks, quantised, threads, cancellation);
        MaskedInput input = new(session, Seat.Self, quantised.Length, quantised.Hash, snapshot);
        return new Masked(this, state, ask, quantised, Seat.Sign(input));
    }

    /// <summary>Stage 4 of a member of U2 that is not in U3: its vector is not in the sum, and its shares help to open it.</summary>
    /// <param name="request">U3 with the agreements of at least T survivors.</param>
    /// <param name="state">Hash of the model state that this node computed itself.</param>
    /// <param name="ask">Hash of what that state asks for, as this node computed it itself.</param>
    public Outcome<SignedMessage<UnmaskAnswer>> Unmask(UnmaskRequest request, Digest state, Digest ask)
    {
        ArgumentNullException.ThrowIfNull(request);
        Outcome<SurvivorRoll> survivors = SurvivorRoll.Of(Seat.Terms, Dealers, Dealers.Session(state, ask), request.Survivors);
        if (!survivors.IsGiven)
            return survivors.Refusal;
        if (survivors.Value.Contains(Seat.Self))
            return new Refusal(RefusalCode.RequestDiffers, "this node is a survivor: it agrees to the list before it opens a share");
        if (UnmaskRules.Refuse(Seat.Terms, survivors.Value, request.Agreements) is { } refusal)
            return refusal;
        return UnmaskRules.Answer(this, survivors.Value);
    }

    /// <summary>What this member needs to check the sum of an attempt in which it did not survive.</summary>
    /// <param name="list">U3.</param>
    /// <param name="state">Hash of the model state that this node computed itself.</param>
    /// <param name="ask">What that state asks for, as this node computed it itself.</param>
    public Outcome<SumWitness> Witness(SignedMessage<SurvivorList> list, Digest state, RoundSpec ask)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(ask);
        Outcome<SumScope> scope = SumScope.Of(Seat, Adverts, Dealers, state, ask, list);
        return scope.IsGiven ? new SumWitness(scope.Value) : scope.Refusal;
    }

    private Refusal? Refuse(SignedMessage<InputRequest> request, Digest state, RoundSpec ask)
    {
        Refusal? refusal = RollRules.SignedByCoordinator(Seat.Terms, request)
            ?? RollRules.Bound("setup", request.Content.Setup, Seat.Setup)
            ?? RollRules.Bound("list of dealers", request.Content.Dealers, Dealers.Hash);
        if (refusal is not null)
            return refusal;
        if (request.Content.State != state)
            return new Refusal(
                RefusalCode.StateNotReached, $"the round is to start from state {request.Content.State.Short}; this node has reached {state.Short}");
        if (request.Content.Ask != ask.Hash)
            return new Refusal(RefusalCode.RoundUnexpected, $"the coordinator asks for something else than state {state.Short} does");
        int members = Seat.Terms.Thresholds.Members;
        return ask.Holds(members)
            ? null
            : new Refusal(RefusalCode.SumMayWrap, $"the sum of {members} members could wrap around in phase '{ask.Phase}'");
    }

    private List<MaskTerm>? Masks(Digest session)
    {
        using AgreementKey mask = AgreementKey.FromSecret(Secrets.MaskKey);
        IEnumerable<Advert> others = Dealers.Members.Where(member => member != Seat.Self).Select(Adverts.Of);
        return SumKeys.Pairs(mask, Seat.Self, others, session) is { } pairs
            ? [SumKeys.SelfMask(Secrets.SelfMask, session, Seat.Self), .. pairs]
            : null;
    }
}
