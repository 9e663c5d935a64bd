using System.Diagnostics;
using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// Takes one study from sum to sum: which step is due, what follows from it, who is asked next. Pure: the time comes in, what is to be written stands in
/// the attempts' changes. One caller at a time.
/// </summary>
internal sealed class SumCourse
{
    private readonly SumParts parts;
    private readonly OpenAttempts attempts;
    private readonly Participants participants;
    private readonly StudyNotices notices;
    private readonly Patience patience;
    private readonly Succession succession;
    private ISumWork? work;
    private Task<NextState>? next;
    private DateTimeOffset? nextLook;

    public SumCourse(SumParts parts, SumHistory history, Knocks knocks)
    {
        this.parts = parts;
        attempts = history.Attempts;
        participants = history.Participants;
        notices = history.Notices;
        patience = new Patience(parts.Plan.Contribute, parts.Presence);
        succession = new Succession(parts, history, knocks, patience);
        Position = history.Position;
        if (Current is { Step: SumStep.Tags, Sum: { } sum })
            next = parts.Advance(Position.State, sum);
    }

    public StudyPosition Position { get; private set; }

    /// <summary>How far the learner has come, after a sum of this process.</summary>
    public LearnerProgress? Progress { get; private set; }

    /// <summary>Why there can be no more attempts; null while there can.</summary>
    public string? Verdict { get; private set; }

    /// <summary>Whether the learner is done and nothing is waited for any longer.</summary>
    public bool IsDone { get; private set; }

    /// <summary>When <see cref="GoOn(DateTimeOffset)"/> may find something to do although nobody says a word; null for never.</summary>
    public DateTimeOffset? NextLook => nextLook;

    private SumAttempt? Current => attempts.Current;

    private SumChanges Changes => attempts.Changes;

    /// <summary>Whether there was such an attempt, as far as its number tells.</summary>
    public bool WasOpened(RoundId round) => succession.WasOpened(round);

    /// <summary>Takes all steps that are due.</summary>
    /// <returns>What is to be done before there can be another step; null for nothing.</returns>
    public ISumWork? GoOn(DateTimeOffset now)
    {
        nextLook = null;
        while (work is null && Verdict is null && Position.Ask is not null)
        {
            if (Current is not { } attempt)
                Verdict = succession.Open(Position, now);
            else if (!IsDue(attempt, now, out Waiting.Way way))
                break;
            else if (way == Waiting.Way.GiveUp)
                GiveUp(attempt, now);
            else
                GoOn(attempt, now);
        }

        if (Current is { Step: SumStep.Inputs })
            succession.MakeAhead(now);
        if (attempts.Ahead is { Step: SumStep.Deals } ahead && IsDue(ahead, now, out _))
            ahead.FixDealers();
        if (Position.Ask is null)
            IsDone = attempts.Settling is not { } last || IsDue(last, now, out _);
        return work;
    }

    /// <summary>The sum is known.</summary>
    public void TakeSum(CheckStage check, RingVector sum, DateTimeOffset now)
    {
        work = null;
        Current!.TakeSum(check, sum, now);
        next = parts.Advance(Position.State, sum);
    }

    /// <summary>The sum is checked: the study goes on from its next state.</summary>
    public void TakeCheck(CheckStage check, CheckList list, NextState state, DateTimeOffset now)
    {
        (work, next) = (null, null);
        SumAttempt done = Current!;
        done.TakeCheck(check, list, now);
        KeepConvictions(done);
        Log.AddedUp(parts.Log, done.Id, list.Tags.Count + list.Silent.Count, list.Silent.Count, (now - done.AskedAt).TotalMilliseconds);
        LearnerProgress progress = state.Progress;
        ProgressPoint point = new(Position.Round, progress.Phase, progress.Round, progress.Rounds, progress.TrainLoss, progress.HoldOutMae, now);
        Changes.Advance = new SumAdvance(state.State, point, [.. done.Survivors!.Content.Members]);
        if (attempts.Settling is { } before)
            Changes.Ended.Add((before.Id, AttemptOutcome.Complete, now));
        Changes.Ended.Add((done.Id, AttemptOutcome.AddedUp, now));
        (attempts.Settling, attempts.Current) = (done, null);
        (Position, Progress) = (new StudyPosition(state.State.Hash, state.Ask, Position.Round), progress);
        succession.Begin(Position.Round);
        succession.Promote(Position, now);
    }

    /// <summary>The attempt came to nothing.</summary>
    public void Fail(string reason, DateTimeOffset now)
    {
        (work, next) = (null, null);
        SumAttempt lost = Current!;
        KeepConvictions(lost);
        Log.AttemptFailed(parts.Log, lost.Id, reason);
        string missing = parts.Names(lost.Stage.Missing);
        succession.End(AttemptOutcome.Failed, now);
        string why = missing.Length > 0 ? $"missing at the last one: {missing}" : "the last sum could not be used; the coordinator's log says why";
        Verdict = succession.Verdict(Position.Ask?.Phase ?? "", why);
    }

    /// <summary>Leaves a member out of exact sums; an attempt that waits for it ends, without counting.</summary>
    public void Release(MemberId member, DateTimeOffset now)
    {
        participants.Release(member);
        if (Current is { IsExact: true, Step: <= SumStep.Inputs } waiting && waiting.Stage.Asked.Contains(member))
            succession.End(AttemptOutcome.Spent, now);
    }

    /// <summary>Tells everybody of offences that were proved; whoever dealt false shares takes no further part.</summary>
    public void KeepConvictions(SumAttempt attempt)
    {
        foreach (Conviction conviction in attempt.NewConvictions().Where(conviction => notices.Convict(conviction, Changes)))
        {
            Log.Convicted(parts.Log, attempt.Id, parts.Names([conviction.Member]), conviction.Offence);
            if (notices.FalseDealers.Contains(conviction.Member))
                participants.Convict(conviction.Member);
        }
    }

    private bool IsDue(SumAttempt attempt, DateTimeOffset now, out Waiting.Way way)
    {
        Waiting waiting = patience.Judge(attempt, now);
        if (waiting.End is { } end && !(nextLook <= end))
            nextLook = end;
        way = waiting.Verdict;
        return way != Waiting.Way.Wait;
    }

    private void GoOn(SumAttempt attempt, DateTimeOffset now)
    {
        switch (attempt.Step)
        {
            case SumStep.Adverts:
                attempt.FixAdverts(now);
                break;
            case SumStep.Deals:
                attempt.FixDealers();
                break;
            case SumStep.Holdings when attempt.AskInputs(now) is { } refusal:
                Fail(refusal.ToString(), now);
                break;
            case SumStep.Holdings:
                break;
            case SumStep.Inputs:
                attempt.FixSurvivors(now);
                succession.FixAhead(now);
                break;
            case SumStep.Agreements:
                attempt.Unmask();
                break;
            case SumStep.Answers:
                work = new OpeningWork(attempt, attempt.BeginWork<UnmaskStage>(SumStep.Opening));
                break;
            case SumStep.Tags:
                work = new CheckingWork(attempt, attempt.BeginWork<CheckStage>(SumStep.Checking), next!);
                break;
            case SumStep.Closings:
                notices.Certify(attempt.Id, attempt.Stage.As<ClosingStage>().Certificate!, Changes);
                Fail("too few members agreed to its list in time; enough members have closed it", now);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void GiveUp(SumAttempt attempt, DateTimeOffset now)
    {
        if (attempt.Step == SumStep.Agreements)
        {
            attempt.Abandon();
            succession.DropAhead(now);
            Log.AttemptAbandoned(parts.Log, attempt.Id);
            return;
        }

        if (attempt.Step == SumStep.Holdings)
            participants.Blame(attempt.Stage.As<HoldStage>().OpenComplaints.Select(complaint => complaint.Content.Dealer));
        Fail($"no quorum in time; missing: {parts.Names(attempt.Stage.Missing)}", now);
    }
}
