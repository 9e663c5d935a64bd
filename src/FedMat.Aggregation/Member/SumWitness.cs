using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// A member that has no vector in a sum, because it was lost or away, and checks it all the same: from the lists and everybody's tags.
/// </summary>
public sealed class SumWitness
{
    private readonly SumScope scope;

    internal SumWitness(SumScope scope) => this.scope = scope;

    /// <summary>For a member that was away; one that holds shares of the attempt starts from <see cref="Held.Witness"/>.</summary>
    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="self">This member.</param>
    /// <param name="key">Its identity key.</param>
    /// <param name="adverts">U1.</param>
    /// <param name="dealers">U2.</param>
    /// <param name="state">Hash of the model state that this node computed itself.</param>
    /// <param name="ask">What that state asks for, as this node computed it itself.</param>
    /// <param name="survivors">U3.</param>
    public static Outcome<SumWitness> Begin(
        SumTerms terms, MemberId self, SigningKey key, SignedMessage<AdvertList> adverts, SignedMessage<DealerList> dealers, Digest state,
        RoundSpec ask, SignedMessage<SurvivorList> survivors)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(adverts);
        ArgumentNullException.ThrowIfNull(dealers);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(survivors);
        Outcome<AdvertRoll> advertised = AdvertRoll.Of(terms, adverts);
        if (!advertised.IsGiven)
            return advertised.Refusal;
        Outcome<DealerRoll> dealt = DealerRoll.Of(terms, advertised.Value, dealers);
        if (!dealt.IsGiven)
            return dealt.Refusal;
        Outcome<SumScope> scope = SumScope.Of(new Seat(terms, self, key), advertised.Value, dealt.Value, state, ask, survivors);
        return scope.IsGiven ? new SumWitness(scope.Value) : scope.Refusal;
    }

    /// <summary>The survivors of whom the list holds no tags: their masked vectors are needed in order to accept.</summary>
    public IEnumerable<MemberId> Silent(CheckList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return scope.Untagged(list);
    }

    /// <summary>Accepts the sum if the tags of all survivors add up to its own.</summary>
    /// <param name="result">The coordinator's claim.</param>
    /// <param name="sum">S.</param>
    /// <param name="list">Tags, and what the missing ones are computed from.</param>
    /// <param name="silentVectors">y of each member of <see cref="Silent"/>.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Outcome<Accepted> Accept(
        SignedMessage<SumResult> result, RingVector sum, CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors,
        int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(silentVectors);
        if (scope.Refuse(result, sum) is { } refusal)
            return refusal;
        Digest hash = result.Content.Sum;
        SumClaim claim = new(scope, hash, SumCheck.Tags(scope.Challenge(hash), sum, threads, cancellation));
        return claim.Refuse(list, own: null, silentVectors, threads, cancellation) is { } wrong ? wrong : new Accepted(claim);
    }
}
