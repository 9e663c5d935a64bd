using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Sums;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

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
            null, Nobody, null, [], record.Release, record.Ended);
    }

    public StudySituation Situation => situation;

    /// <summary>How far the learner has come; shown with what follows.</summary>
    public void SetProgress(LearnerProgress progress, int sums) => Change(now => now with
    {
        Sums = sums,
        Phase = progress.Phase,
        Round = progress.Round,
        Rounds = progress.Rounds,
        TrainLoss = progress.TrainLoss,
        HoldOutMae = progress.HoldOutMae,
    });

    /// <summary>How the sums stand.</summary>
    /// <param name="sums">Of the study.</param>
    /// <param name="hasNews">Whether members are to be told something.</param>
    public void ShowSums(StudySums sums, bool hasNews)
    {
        StudySituation before = situation;
        Change(now => now with
        {
            Reason = "",
            Attempt = sums.Current?.Id,
            Contributed = sums.Current?.Inputs.Contributed.ToHashSet() ?? Nobody,
            Wait = StudyWait.Of(sums),
            Notices = sums.Notices,
        });
        if (hasNews)
            news.Rounds.Signal();
        if (hasNews || before.Contributed.Count != situation.Contributed.Count || before.Reason.Length > 0)
            news.Progress.Signal();
    }

    /// <summary>The study is taken up anew, under another roster.</summary>
    /// <param name="members">Those that take part, by that roster.</param>
    public void ShowReopened(IReadOnlyList<Member> members) => Change(now => now with
    {
        Members = members,
        Reason = "",
        Attempt = null,
        Contributed = Nobody,
        Wait = null,
        Notices = [],
    });

    /// <summary>What holds a running study up.</summary>
    public void ShowHindrance(string reason) => Show(now => now with { Reason = reason });

    public void ShowEnd(StudyStatus status, string reason, ReleaseId? release, DateTimeOffset when) => Show(now => now with
    {
        Status = status,
        Reason = reason,
        Release = release,
        Ended = when,
        Attempt = null,
        Contributed = Nobody,
        Wait = null,
        Notices = [],
    });

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
