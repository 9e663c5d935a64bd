using FedMat.Coordinator.Hosting;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;

namespace FedMat.Coordinator.Studies;

/// <summary>How one study stands, for whoever asks, and the word that it changed. Safe for many threads.</summary>
internal sealed class StudyBoard
{
    private static readonly IReadOnlySet<MemberId> Nobody = new HashSet<MemberId>();

    private readonly NewsBoard news;
    private readonly Lock changing = new();
    private volatile StudySituation situation;

    public StudyBoard(StudyRecord record, ProgressPoint? latest, IReadOnlyList<Member> members, NewsBoard news)
    {
        this.news = news;
        Plan plan = record.Plan.Content;
        situation = new StudySituation(
            record.Plan, members, UnitOf(plan), record.Status, record.Reason,
            record.Sums, latest?.Phase ?? "", latest?.Round ?? 0, latest?.Rounds ?? plan.Rounds, latest?.TrainLoss, latest?.HoldOutMae,
            null, Nobody, record.Release, record.Ended);
    }

    public StudySituation Situation => situation;

    public void ShowProgress(LearnerProgress progress, int sums) => Show(now => now with
    {
        Sums = sums,
        Phase = progress.Phase,
        Round = progress.Round,
        Rounds = progress.Rounds,
        TrainLoss = progress.TrainLoss,
        HoldOutMae = progress.HoldOutMae,
    });

    public void ShowAttempt(Attempt open) => Show(now => now with
    {
        Reason = "",
        Attempt = new AttemptNotice(open.Id, open.State, open.Ask, open.Spec.Length, open.Deadline),
        Contributed = ContributorsOf(open),
    });

    public void ShowContributions(Attempt open)
    {
        Change(now => now with { Contributed = ContributorsOf(open) });
        news.Progress.Signal();
    }

    public void ShowNoAttempt() => Show(now => now with { Attempt = null, Contributed = Nobody });

    /// <summary>What holds a running study up.</summary>
    public void ShowHindrance(string reason) => Show(now => now with { Reason = reason });

    public void ShowEnd(StudyStatus status, string reason, ReleaseId? release, DateTimeOffset when) =>
        Show(now => now with { Status = status, Reason = reason, Release = release, Ended = when, Attempt = null, Contributed = Nobody });

    private static HashSet<MemberId> ContributorsOf(Attempt open) => [.. open.Taken.Select(taken => taken.Member)];

    private static string UnitOf(Plan plan)
    {
        try
        {
            return DataContract.Parse(plan.Contract.Text, "the plan's contract").Target.Unit;
        }
        catch (InputException)
        {
            // Only a plan from before this version of contracts; its learner refuses it, with a reason.
            return "";
        }
    }

    private void Show(Func<StudySituation, StudySituation> change)
    {
        Change(change);
        news.SignalRound();
    }

    private void Change(Func<StudySituation, StudySituation> change)
    {
        lock (changing)
            situation = change(situation);
    }
}
