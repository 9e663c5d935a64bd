using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Stands before stage 2 of every secure sum: a vector is made, and leaves, only where no check says no at that moment.</summary>
internal sealed class ContributionGate(IEnumerable<IContributionCheck> checks)
{
    private readonly IContributionCheck[] checks = [.. checks];

    /// <returns>The first check's "no"; null when all let it pass.</returns>
    public async ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation)
    {
        foreach (IContributionCheck check in checks)
        {
            if (await check.RefuseAsync(next, cancellation).ConfigureAwait(false) is { } refusal)
                return refusal;
        }

        return null;
    }
}
