using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>Which attempt comes next: one to which everybody is asked anew, or the setup that was made ahead. One caller at a time.</summary>
internal sealed class Succession
{
    private readonly SumParts parts;
    private readonly OpenAttempts attempts;
    private readonly Participants participants;
    private readonly Knocks knocks;
    private readonly Patience patience;
    private int round;
    private int highest;
    private int failed;
    private int madeAhead;

    public Succession(SumParts parts, SumHistory history, Knocks knocks, Patience patience)
    {
        this.parts = parts;
        this.knocks = knocks;
        this.patience = patience;
        attempts = history.Attempts;
        participants = history.Participants;
        Begin(history.Position.Round);
        (highest, failed) = (Math.Max(history.Highest, highest), history.Failed);
        madeAhead = history.IsAheadMade ? round + 1 : 0;
    }

    private SumChanges Changes => attempts.Changes;

    /// <summary>Whether there was such an attempt, as far as its number tells.</summary>
    public bool WasOpened(RoundId id) =>
        id.Round < round || (id.Round == round && id.Attempt <= highest) || (id.Round == round + 1 && id.Attempt == 1);

    /// <summary>A round begins. In later rounds the first attempt is the setup made ahead, whether it is used or not.</summary>
    public void Begin(int next) => (round, highest, failed) = (next, next > 1 ? 1 : 0, 0);

    /// <summary>Asks everybody anew.</summary>
    /// <returns>Why that makes no sense; null when they are asked.</returns>
    public string? Open(StudyPosition position, DateTimeOffset now)
    {
        IReadOnlyList<MemberId> asked = participants.For(position.Question);
        if (asked.Count < parts.Plan.Thresholds.Survivors)
            return $"{asked.Count} members are left for sum {round}; a sum of this plan covers at least {parts.Plan.Thresholds.Survivors}";
        RoundSpec ask = position.Ask!;
        if (!ask.Holds(parts.Plan.Members.Count))
            return new Refusal(RefusalCode.SumMayWrap, $"the sum of {parts.Plan.Members.Count} members could wrap in phase '{ask.Phase}'").ToString();
        highest++;
        SumAttempt attempt = new(parts.TermsOf(round, highest), parts.Key, asked, now, parts.Vectors)
        {
            Question = (position.State, ask),
            Times = { Began = now },
        };
        Changes.Opened.Add((attempt.Id, attempt.Terms.Setup, now));
        Changes.Asked.Add((attempt.Id, position.State, ask));
        attempt.Open(patience.DeadlineOf(now));
        attempts.Current = attempt;
        participants.Forgive();
        knocks.Answer(now);
        string until = ask.IsExact ? "everybody is there" : $"{patience.DeadlineOf(now):O}";
        Log.AttemptOpened(parts.Log, attempt.Id, ask.Phase, ask.Length, until);
        return null;
    }

    /// <summary>Begins the setup of the next sum, whose adverts come with the vectors of this one. There is one for each round; again is harmless.</summary>
    public void MakeAhead(DateTimeOffset now)
    {
        if (madeAhead > round)
            return;
        madeAhead = round + 1;
        attempts.Ahead = new SumAttempt(parts.TermsOf(madeAhead, 1), parts.Key, participants.For(question: null), now, parts.Vectors);
    }

    /// <summary>No more adverts come for what is made ahead.</summary>
    public void FixAhead(DateTimeOffset now)
    {
        if (attempts.Ahead is not { Step: SumStep.Adverts } ahead || !patience.IsQuorum(ahead.Stage))
            return;
        Changes.Opened.Add((ahead.Id, ahead.Terms.Setup, now));
        ahead.FixAdverts(now);
    }

    /// <summary>Goes on with what was made ahead, if it can be used. Otherwise it is dropped, which does not count as a failure.</summary>
    public void Promote(StudyPosition position, DateTimeOffset now)
    {
        if (position.Ask is not { } ask || attempts.Ahead is not { } ahead || parts.IsExpired(now) || !IsSound(ahead) || !IsUsable(ahead, position))
        {
            DropAhead(now);
            return;
        }

        ahead.Question = (position.State, ask);
        ahead.Times.Began = now;
        Changes.Asked.Add((ahead.Id, position.State, ask));
        (attempts.Current, attempts.Ahead) = (ahead, null);
    }

    /// <summary>What was made ahead cannot be used; its number is spent.</summary>
    public void DropAhead(DateTimeOffset now)
    {
        if (attempts.Ahead is not { } ahead)
            return;
        attempts.Ahead = null;
        // Before its list of adverts was fixed it had no row.
        if (ahead.Step > SumStep.Adverts)
            Changes.Ended.Add((ahead.Id, AttemptOutcome.Spent, now));
    }

    /// <summary>The attempt under way ends without a sum, and what was made ahead with it.</summary>
    public void End(AttemptOutcome outcome, DateTimeOffset now)
    {
        SumAttempt attempt = attempts.Current!;
        attempt.Inputs.End();
        Changes.Ended.Add((attempt.Id, outcome, now));
        attempts.Current = null;
        DropAhead(now);
        if (outcome == AttemptOutcome.Failed)
            failed++;
    }

    /// <summary>Why a failed attempt is the last one; null while there can be more.</summary>
    public string? Verdict(string phase, string why) =>
        failed < parts.Plan.Contribute.Attempts ? null : $"{failed} attempts at sum {round} ({phase}) failed; {why}";

    /// <summary>Whether it can still lead to a sum. A dealer that left complaints open is not asked in the attempt that takes its place.</summary>
    private bool IsSound(SumAttempt ahead)
    {
        if (ahead.Step != SumStep.Holdings)
            return ahead.Step == SumStep.Deals;
        HoldStage holdings = ahead.Stage.As<HoldStage>();
        participants.Blame(holdings.OpenComplaints.Select(complaint => complaint.Content.Dealer));
        return holdings.OpenComplaints.Count == 0 && holdings.Convictions.All(conviction => conviction.Offence != Offence.FalseOpening);
    }

    private bool IsUsable(SumAttempt ahead, StudyPosition position)
    {
        HashSet<MemberId> inside = [.. ahead.Stage.Asked];
        IReadOnlyList<MemberId> wanted = participants.For(position.Question);
        return position.Ask!.IsExact ? inside.SetEquals(wanted) : !wanted.Any(member => !inside.Contains(member) && knocks.IsKnocking(member));
    }
}
