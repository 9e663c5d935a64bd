using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;

namespace FedMat.Node;

/// <summary>
/// Whether an attempt that the coordinator opened follows from what this node knows. Pure: what it does not allow is never
/// contributed to.
/// </summary>
internal static class RoundRules
{
    /// <summary>By what was contributed before: never an older round again, and one round has one state and one question.</summary>
    public static Refusal? Follows(AttemptNotice notice, StoredContribution? newest)
    {
        if (newest?.Signed.Contribution is not { } before)
            return null;
        RoundId round = notice.Round;
        if ((round.Round, round.Attempt).CompareTo((before.Round.Round, before.Round.Attempt)) < 0)
            return Unexpected($"this node has already contributed to {before.Round}");
        bool isSameRound = round.Round == before.Round.Round;
        if (isSameRound && notice.State != before.State)
            return Unexpected($"{before.Round} started from state {before.State.Short}, this attempt at the same round from {notice.State.Short}");
        return isSameRound && notice.Ask != before.Ask
            ? Unexpected($"{before.Round} asked {before.Ask.Short}, this attempt at the same round asks {notice.Ask.Short}")
            : null;
    }

    /// <summary>By the node's own computation of the question.</summary>
    /// <param name="notice">What the coordinator says.</param>
    /// <param name="own">What this node's learner asks in that state; null when it is done.</param>
    /// <param name="members">How many the plan names.</param>
    public static Refusal? Asks(AttemptNotice notice, RoundSpec? own, int members)
    {
        if (own is null)
            return Unexpected("in this state the learner is done and asks nothing");
        if (notice.Ask != own.Hash)
            return Unexpected($"the coordinator asks {notice.Ask.Short}; the plan's learner asks {own.Hash.Short} ({own.Phase})");
        if (notice.Length != own.Length)
            return Unexpected($"the coordinator speaks of {notice.Length} slots; the plan's learner of {own.Length}");
        return own.Holds(members)
            ? null
            : new Refusal(RefusalCode.SumMayWrap, $"{members} members could make the sum of phase '{own.Phase}' wrap around");
    }

    public static Refusal Unexpected(string what) => new(RefusalCode.RoundUnexpected, what);
}
