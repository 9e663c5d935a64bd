using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>The node's own consent and its policy's limits, whatever the coordinator sends.</summary>
internal sealed class ConsentCheck(ConsentDesk desk, NodePolicy policy, NodeStore store, TimeProvider time) : IContributionCheck
{
    private readonly Lock gate = new();
    private DateTimeOffset? again;

    public async ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation)
    {
        if (await desk.RefuseAsync(next.Plan, next.Roster, cancellation).ConfigureAwait(false) is { } refusal)
            return refusal;
        if (policy is { Hours.Count: 0, RoundsPerDay: null, BytesPerDay: null })
            return null;
        DateTimeOffset now = time.GetUtcNow();
        List<StoredUpload> left = await store.Egress.SinceAsync(now - PolicyLimits.Day, cancellation).ConfigureAwait(false);
        if (PolicyLimits.Hold(policy, left, next.Round, next.Ask.Bytes, now) is not var (why, until))
            return null;
        lock (gate)
            again = again < until ? again : until;
        return new Refusal(RefusalCode.PolicyWaits, $"held back: {why}");
    }

    /// <summary>Whether something was held back that may go by now; it is said once.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        lock (gate)
        {
            if (!(again <= now))
                return false;
            again = null;
            return true;
        }
    }
}
