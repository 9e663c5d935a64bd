using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 5b of the secure sum at a member: the sum is that of the survivors' vectors.</summary>
public sealed class Accepted
{
    private readonly SumClaim claim;

    internal Accepted(SumClaim claim) => this.claim = claim;

    /// <summary>SHA-256 of S.</summary>
    public Digest Sum => claim.Sum;

    /// <param name="nextState">Hash of the model state that this node computed from the sum.</param>
    public SignedMessage<Acceptance> Sign(Digest nextState)
    {
        SumScope scope = claim.Scope;
        return scope.Seat.Sign(new Acceptance(scope.Terms.Round, scope.Seat.Self, scope.Session, scope.Survivors.Hash, Sum, nextState));
    }
}
