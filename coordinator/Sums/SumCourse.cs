using System.Diagnostics;
using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// Takes one study from sum to sum: which step is due, what follows from it, who is asked next. It waits for nothing and writes nothing: the time comes
/// in, long work goes out, and what is to be written stands in the attempts' changes. One caller at a time.
/// </summary>
internal sealed class SumCourse
{
    private readonly SumParts parts;
    private readonly OpenAttempts attempts;
    private readonly Participants participants;
    private readonly StudyNotices notices;
    private readonly Patience patience;
    private readonly Succession succession;
    private readonly ExactRule rule;
    private ISumWork? work;
    private Advancing? next;

    public SumCourse(SumParts parts, SumHistory history, Knocks knocks)
    {
        this.parts = parts;
        attempts = history.Attempts;
        participants = history.Participants;
        notices = history.Notices;
        patience = new Patience(parts.Plan.Contribute, parts.Presence);
        succession = new Succession(parts, history, knocks, patience);
        rule = new ExactRule(parts, participants, notices);
        Position = history.Position;
        if (Current is { Step: SumStep.Tags, Sum: { } sum })
            Advance(sum);
    }

    public StudyPosition Position { get; private set; }

    /// <summary>How far the learner has come, after a sum of this process.</summary>
    public LearnerProgress? Progress { get; private set; }

    /// <summary>Why the study has failed; null while it has not.</summary>
    public string? Verdict { get; private set; }

    /// <summary>Whether the learner is done, and enough members have accepted the last sum.</summary>
    public bool IsDone { get; private set; }

    /// <summary>When <see cref="GoOn"/> may find something to do although nobody says a word; null for never.</summary>
    public DateTimeOffset? NextLook { get; private set; }

    private SumAttempt? Current => attempts.Current;

    private SumChanges Changes => attempts.Changes;

    /// <summary>Whether there was such an attempt, as far as its number tells.</summary>
    public bool WasOpened(RoundId round) => succession.WasOpened(round);

    /// <summary>Takes all steps that are due.</summary>
    /// <returns>What is to be done before there can be another step; null for nothing.</returns>
    public ISumWork? GoOn(DateTimeOffset now)
    {
        NextLook = null;
        JudgeLast();
        while (work is null && Verdict is null && Position.Ask is not null && (Current is not null || !parts.IsExpired(now)))
        {
            if (Current is not { } attempt)
                Verdict = succession.Open(Position, now);
            else if (!IsDue(attempt, now, out Waiting.Way way))
                break;
            else if (way == Waiting.Way.GiveUp)
                GiveUp(attempt, now);
            else
                TakeStep(attempt, now);
        }

        if (Current is { Step: SumStep.Inputs })
            succession.MakeAhead(now);
        if (attempts.Ahead is { Step: SumStep.Deals } ahead && IsDue(ahead, now, out _))
            ahead.FixDealers();
        return work;
    }

    /// <summary>The sum is known.</summary>
    public void TakeSum(CheckStage check, RingVector sum, DateTimeOffset now)
    {
        work = null;
        Current!.TakeSum(check, sum, now);
        Advance(sum);
    }

    /// <summary>The sum is checked: the study goes on from its next state.</summary>
    public void TakeCheck(CheckStage check, CheckList list, NextState state, DateTimeOffset now)
    {
        (work, next) = (null, null);
        SumAttempt done = Current!;
        done.TakeCheck(check, list, state.State.Hash);
        KeepConvictions(done);
        double took = (now - done.Times.AskedAt).TotalMilliseconds;
        Log.AddedUp(parts.Log, done.Id, list.Tags.Count + list.Silent.Count, list.Silent.Count, took);
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
    /// <param name="reason">For the log.</param>
    /// <param name="now">When.</param>
    /// <param name="told">What members are told if it was the last attempt; null for who was missing.</param>
    public void Fail(string reason, DateTimeOffset now, string? told = null)
    {
        (work, next) = (null, null);
        SumAttempt lost = Current!;
        KeepConvictions(lost);
        Log.AttemptFailed(parts.Log, lost.Id, reason);
        string missing = parts.Names(lost.Stage.Missing);
        succession.End(AttemptOutcome.Failed, now);
        told ??= missing.Length > 0 ? $"missing at the last one: {missing}" : "the last sum could not be used; the coordinator's log says why";
        Verdict = succession.Verdict(Position.Ask?.Phase ?? "", told);
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

    private void Advance(RingVector sum) => next = new Advancing(() => parts.Advance(Position.State, sum));

    /// <summary>What members say to the sum before: the study ends where they computed another state, and is done only with their word.</summary>
    private void JudgeLast()
    {
        AcceptStage? last = attempts.Settling?.Acceptances;
        if (last is { IsContradicted: true })
            Verdict = new Refusal(
                RefusalCode.StateNotReached,
                $"{parts.Names(last.Differing)} computed another model state than the coordinator from sum {Position.Sums}").ToString();
        else if (Position.Ask is null && Position.Sums > 0 && last is null)
            Verdict = "the coordinator has lost its record of the last sum, so that no member can accept it; its log says more";
        else
            IsDone = Position.Ask is null && last is null or { IsEnough: true };
    }

    private bool IsDue(SumAttempt attempt, DateTimeOffset now, out Waiting.Way way)
    {
        Waiting waiting = patience.Judge(attempt, now);
        if (waiting.End is { } end && !(NextLook <= end))
            NextLook = end;
        way = waiting.Verdict;
        return way != Waiting.Way.Wait;
    }

    private void TakeStep(SumAttempt attempt, DateTimeOffset now)
    {
        Action step = attempt.Step switch
        {
            SumStep.Adverts => () => attempt.FixAdverts(now),
            SumStep.Deals => attempt.FixDealers,
            SumStep.Holdings => () => AskInputs(attempt, now),
            SumStep.Inputs => () => FixSurvivors(attempt, now),
            SumStep.Agreements => attempt.Unmask,
            SumStep.Answers => () => work = new OpeningWork(attempt, attempt.BeginWork<UnmaskStage>(SumStep.Opening)),
            SumStep.Tags => () => work = new CheckingWork(attempt, attempt.BeginWork<CheckStage>(SumStep.Checking), next!),
            SumStep.Closings => () => Certify(attempt, now),
            _ => throw new UnreachableException(),
        };
        step();
    }

    private void AskInputs(SumAttempt attempt, DateTimeOffset now)
    {
        if (attempt.AskInputs(now) is { } refusal)
            Fail(refusal.ToString(), now);
    }

    private void FixSurvivors(SumAttempt attempt, DateTimeOffset now)
    {
        if (attempt.IsExact && rule.Take(attempt, Changes) is { } earlier)
        {
            KeepTo(earlier, attempt, now);
            return;
        }

        attempt.FixSurvivors(now);
        succession.FixAhead(now);
    }

    /// <summary>Nobody has been told of a list so far: the attempt ends without counting, and the next one is asked of others.</summary>
    private void KeepTo(ExactList earlier, SumAttempt attempt, DateTimeOffset now)
    {
        if (rule.KeepTo(earlier, attempt) is { } refusal)
            Verdict = refusal.ToString();
        else
            succession.End(AttemptOutcome.Spent, now);
    }

    private void Certify(SumAttempt attempt, DateTimeOffset now)
    {
        notices.Certify(attempt.Id, attempt.Stage.As<ClosingStage>().Certificate!, Changes);
        rule.Strike(attempt);
        Fail("too few members agreed to its list in time; enough members have closed it", now);
    }

    private void GiveUp(SumAttempt attempt, DateTimeOffset now)
    {
        if (attempt.Step == SumStep.Agreements)
            Abandon(attempt, now);
        else if (attempt.Step == SumStep.Holdings && attempt.Stage.As<HoldStage>() is { ComplainedOf.Count: > 0 } holdings)
            Blame(holdings, now);
        else
            Fail($"no quorum in time; missing: {parts.Names(attempt.Stage.Missing)}", now);
    }

    private void Abandon(SumAttempt attempt, DateTimeOffset now)
    {
        attempt.Abandon();
        succession.DropAhead(now);
        Log.AttemptAbandoned(parts.Log, attempt.Id);
    }

    /// <summary>A dealer that left complaints open is not asked next time, unless that sum is exact: then everybody is.</summary>
    private void Blame(HoldStage holdings, DateTimeOffset now)
    {
        participants.Blame(holdings.OpenComplaints.Select(complaint => complaint.Content.Dealer));
        string complaint = $"members complained of the shares of {parts.Names(holdings.ComplainedOf)}";
        Fail(complaint, now, complaint);
    }
}
