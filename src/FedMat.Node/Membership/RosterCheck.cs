using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Nothing is contributed under a roster that has run out, nor once this node's own entry has.</summary>
internal sealed class RosterCheck(RosterKeeper rosters, TimeProvider time) : IContributionCheck
{
    public ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation) => new(rosters.Refuse(time.GetUtcNow()));
}
