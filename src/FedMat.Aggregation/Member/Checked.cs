using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 5a of the secure sum at a member: its tags are made.</summary>
public sealed class Checked
{
    private readonly SumClaim claim;

    internal Checked(SumClaim claim, SignedMessage<CheckTags> message) => (this.claim, Message) = (claim, message);

    public SignedMessage<CheckTags> Message { get; }

    /// <summary>The survivors of whom the list holds no tags: their masked vectors are needed in order to accept.</summary>
    public IEnumerable<MemberId> Silent(CheckList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return claim.Silent(list, Message);
    }

    /// <summary>Accepts the sum if the tags of all survivors add up to its own.</summary>
    /// <param name="list">Tags, and what the missing ones are computed from.</param>
    /// <param name="silentVectors">y of each member of <see cref="Silent"/>.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Outcome<Accepted> Accept(
        CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(silentVectors);
        return claim.Refuse(list, Message, silentVectors, threads, cancellation) is { } refusal ? refusal : new Accepted(claim);
    }
}
