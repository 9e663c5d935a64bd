using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 4 of the secure sum at a member: it has opened its shares.</summary>
public sealed class Unmasked
{
    private readonly Masked masked;
    private readonly SumScope scope;

    internal Unmasked(Masked masked, SumScope scope)
    {
        (this.masked, this.scope) = (masked, scope);
        Message = UnmaskRules.Answer(masked.Held, scope.Survivors);
    }

    public SignedMessage<UnmaskAnswer> Message { get; }

    /// <summary>
    /// Stage 5a: makes the tags of what this member put into the sum, and works out what everybody's tags must add up to. Takes the
    /// memory of one more vector while it runs.
    /// </summary>
    /// <param name="result">The coordinator's claim.</param>
    /// <param name="sum">S.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Outcome<Checked> Check(SignedMessage<SumResult> result, RingVector sum, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(sum);
        if (scope.Refuse(result, sum) is { } refusal)
            return refusal;
        if (Contribution(threads, cancellation) is not { } contribution)
            return new Refusal(RefusalCode.KeyRefused, "the mask key of a lost member is of low order");
        Digest hash = result.Content.Sum;
        RingVector[] tags = SumCheck.Tags(scope.Challenge(hash), [contribution, sum], threads, cancellation);
        CheckTags own = new(scope.Session, scope.Seat.Self, scope.Survivors.Hash, hash, tags[0].Memory.ToArray());
        return new Checked(new SumClaim(scope, hash, tags[1]), scope.Seat.Sign(own));
    }

    /// <summary>z: y without the self mask and without the masks shared with lost members. The masks shared with survivors stay.</summary>
    private RingVector? Contribution(int threads, CancellationToken cancellation)
    {
        SetupSecrets secrets = masked.Held.Secrets;
        MemberId self = scope.Seat.Self;
        using AgreementKey mask = AgreementKey.FromSecret(secrets.MaskKey);
        if (SumKeys.Pairs(mask, self, scope.Survivors.Lost.Select(scope.Adverts.Of), scope.Session) is not { } pairs)
            return null;
        IReadOnlyList<MaskTerm> terms = SumKeys.Opposite([SumKeys.SelfMask(secrets.SelfMask, scope.Session, self), .. pairs]);
        RingVector contribution = new(scope.Ask.Ring, masked.Vector.Memory.ToArray());
        SumKeys.Spend(terms, contribution, threads, cancellation);
        return contribution;
    }
}
