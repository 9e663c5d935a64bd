using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>
/// How long a node keeps the secrets of an attempt in which it has agreed to no list of survivors. An attempt lasts as long as the plan gives it,
/// a setup made ahead waits for the one before it, and an exact sum may wait until an administrator has decided about a missing member.
/// </summary>
internal static class AttemptAge
{
    private static readonly TimeSpan ForTheAdministrator = TimeSpan.FromDays(7);

    public static TimeSpan Longest(StageLimits limits) => (2 * TimeSpan.FromSeconds(limits.DeadlineSeconds)) + ForTheAdministrator;
}
