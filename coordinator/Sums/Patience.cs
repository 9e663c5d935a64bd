using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>How long the steps of a plan's sums wait, and for whom. Changes nothing but the moment at which an attempt had enough.</summary>
internal sealed class Patience(StageLimits limits, Presence presence)
{
    /// <summary>Where silence is held against a member, it has this long at least.</summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(5);

    private TimeSpan Deadline => TimeSpan.FromSeconds(limits.DeadlineSeconds);

    private TimeSpan Grace => TimeSpan.FromSeconds(limits.GraceSeconds);

    private TimeSpan LongGrace => Grace > LeastGrace ? Grace : LeastGrace;

    public DateTimeOffset DeadlineOf(DateTimeOffset began) => began + Deadline;

    /// <summary>Whether to go on from an attempt's step.</summary>
    public Waiting Judge(SumAttempt attempt, DateTimeOffset now) => attempt.Step switch
    {
        SumStep.Adverts when attempt.IsExact => attempt.Stage.IsComplete ? Waiting.Over : Waiting.Forever,
        SumStep.Holdings => JudgeHoldings(attempt, now),
        SumStep.Adverts or SumStep.Deals or SumStep.Inputs => JudgeGathering(attempt, now),
        SumStep.Agreements => JudgeAgreements(attempt, now),
        SumStep.Answers or SumStep.Acceptances or SumStep.Closings => attempt.Stage.IsEnough ? Waiting.Over : Waiting.Forever,
        SumStep.Tags => JudgeTags(attempt, now),
        _ => Waiting.Forever,
    };

    /// <summary>Whether so many have spoken that the rest need not.</summary>
    public bool IsQuorum(AttemptStage stage) => stage.IsEnough && stage.Count >= Math.Min(limits.Quorum, stage.Asked.Count);

    private Waiting JudgeGathering(SumAttempt attempt, DateTimeOffset now)
    {
        AttemptStage stage = attempt.Stage;
        if (stage.IsComplete)
            return Waiting.Over;
        return !attempt.IsExact && IsQuorum(stage) ? JudgeEnough(attempt, Grace, now) : UntilDeadline(attempt, now, Waiting.Lost);
    }

    /// <summary>
    /// A dealer who is complained of has a while to open its shares; one that opened false ones ends the attempt. A holder of more complaints than a dealer
    /// answers is left out, and an exact sum goes without nobody.
    /// </summary>
    private Waiting JudgeHoldings(SumAttempt attempt, DateTimeOffset now)
    {
        HoldStage holdings = attempt.Stage.As<HoldStage>();
        if (attempt.Times.Began is null)
            return Waiting.Forever;
        if (holdings.Convictions.Any(conviction => conviction.Offence == Offence.FalseOpening) || (attempt.IsExact && holdings.LeftOut.Count > 0))
            return Waiting.Lost;
        if (holdings.OpenComplaints.Count == 0)
        {
            attempt.Times.ComplainedSince = null;
            return JudgeGathering(attempt, now);
        }

        attempt.Times.ComplainedSince ??= now;
        DateTimeOffset end = attempt.Times.ComplainedSince.Value + LongGrace;
        return now >= end ? Waiting.Lost : Waiting.Until(end);
    }

    /// <summary>More agreements than are needed add nothing: nobody is waited for.</summary>
    private Waiting JudgeAgreements(SumAttempt attempt, DateTimeOffset now) =>
        attempt.Stage.IsEnough ? Waiting.Over : UntilDeadline(attempt, now, Waiting.Lost);

    private Waiting JudgeTags(SumAttempt attempt, DateTimeOffset now)
    {
        if (attempt.Stage.IsComplete)
            return Waiting.Over;
        return attempt.Stage.Count >= attempt.Terms.Thresholds.Signing
            ? JudgeEnough(attempt, LongGrace, now)
            : UntilDeadline(attempt, now, Waiting.Over);
    }

    /// <summary>There is enough: those still missing have the grace, unless all of them have been away for longer than that.</summary>
    private Waiting JudgeEnough(SumAttempt attempt, TimeSpan grace, DateTimeOffset now)
    {
        attempt.Times.EnoughSince ??= now;
        DateTimeOffset end = attempt.Times.EnoughSince.Value + grace;
        DateTimeOffset away = attempt.Stage.Missing
            .Max(member => presence.OfflineSince(member) is { } since ? since + grace : DateTimeOffset.MaxValue);
        if (away < end)
            end = away;
        return now >= end ? Waiting.Over : Waiting.Until(end);
    }

    private Waiting UntilDeadline(SumAttempt attempt, DateTimeOffset now, Waiting then)
    {
        if (attempt.Times.Began is not { } began)
            return Waiting.Forever;
        DateTimeOffset end = DeadlineOf(began);
        return now >= end ? then : Waiting.Until(end);
    }
}
