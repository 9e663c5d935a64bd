using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Nothing is contributed under a roster that has run out, nor once the entry of this node or of the plan's proposer has.</summary>
internal sealed class RosterCheck(RosterKeeper rosters, TimeProvider time) : IContributionCheck
{
    public ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new(rosters.Refuse(next.Roster, now) ?? NotProposed(next, now));
    }

    private static Refusal? NotProposed(NextContribution next, DateTimeOffset now) =>
        next.Roster.Find(next.Plan.Proposer) is { Role: MemberRole.Administrator } proposer && proposer.IsActive(now)
            ? null
            : new Refusal(
                RefusalCode.PlanNotSigned, $"the administrator who signed the plan is none in roster {next.Roster.Number}, or its entry has expired or was revoked");
}
