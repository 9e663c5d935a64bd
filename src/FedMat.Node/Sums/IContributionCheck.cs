using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>One reason for which a node may contribute nothing, whatever the coordinator asks.</summary>
internal interface IContributionCheck
{
    /// <summary>Asked before each contribution, and before anything is made from the data for it.</summary>
    /// <returns>Null when nothing is to be said against it.</returns>
    ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation);
}
