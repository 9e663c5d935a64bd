using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Stage 0 of the secure sum at a member (after Bonawitz et al., Practical Secure Aggregation for Privacy-Preserving Machine Learning, CCS
/// 2017, figure 4, in the form of protocol.md): the advert is made. The states of the node half are values: each carries what the stages so
/// far came to, a transition returns the next state with its message or a refusal, and a refusal changes nothing. They keep no promise
/// across two calls: what a node answers once and never differently stands in <see cref="AttemptPromises"/>.
/// </summary>
public sealed class Advertised
{
    private readonly Seat seat;
    private readonly SetupSecrets secrets;

    private Advertised(Seat seat, SetupSecrets secrets)
    {
        (this.seat, this.secrets) = (seat, secrets);
        using AgreementKey seal = AgreementKey.FromSecret(secrets.SealKey);
        using AgreementKey mask = AgreementKey.FromSecret(secrets.MaskKey);
        Digest commitment = Advert.Commit(seat.Setup, seat.Self, secrets.SelfMask);
        Message = seat.Sign(new Advert(seat.Setup, seat.Self, seal.Public, mask.Public, commitment));
    }

    public SignedMessage<Advert> Message { get; }

    public SumTerms Terms => seat.Terms;

    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="self">This member.</param>
    /// <param name="key">Its identity key, as the roster has it.</param>
    /// <param name="secrets">Drawn for this setup alone. They stay the caller's, who wipes them when the attempt is over.</param>
    /// <exception cref="ArgumentException">The plan does not name the member, or the roster has another key for it.</exception>
    public static Advertised Begin(SumTerms terms, MemberId self, SigningKey key, SetupSecrets secrets)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(secrets);
        if (terms.Find(self) is not { } member || member.Key != key.Public)
            throw new ArgumentException($"member {self} is not in the plan with this key", nameof(self));
        return new(new Seat(terms, self, key), secrets);
    }

    /// <summary>Stage 1: shares b and s out among U1.</summary>
    public Outcome<Dealt> Deal(SignedMessage<AdvertList> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        Outcome<AdvertRoll> adverts = AdvertRoll.Of(Terms, list);
        if (!adverts.IsGiven)
            return adverts.Refusal;
        if (!adverts.Value.Contains(seat.Self))
            return new Refusal(RefusalCode.NotOnTheList, "this node's advert is not in the list; it takes no part in the attempt");
        if (adverts.Value.Of(seat.Self) != Message.Content)
            return new Refusal(RefusalCode.KeyRefused, "the list holds other keys in this node's name than it advertised");
        return ShareDealing.Make(seat, secrets, adverts.Value) is var (shares, message)
            ? new Dealt(seat, secrets, adverts.Value, shares, message)
            : new Refusal(RefusalCode.KeyRefused, "the sealing key of a member in the list is of low order; nothing was dealt");
    }
}
