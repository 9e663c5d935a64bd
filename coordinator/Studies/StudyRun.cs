using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Grpc.Core;

namespace FedMat.Coordinator.Studies;

/// <summary>
/// One study on its way: state, ask, sum, next state, until the learner is done or the study ends otherwise. Everything is written before anybody
/// hears of it, so a killed coordinator goes on where it stood.
/// </summary>
internal sealed class StudyRun : IDisposable
{
    private readonly StudyServices services;
    private readonly Changes own = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Held while the sums are looked at or changed, and while the study ends.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    private readonly StudyBoard board;

    /// <summary>By the newest roster. Set with the gate held.</summary>
    private volatile IReadOnlyList<Member> members;

    /// <summary>Counts the rosters under which the study was taken up. Set with the gate held.</summary>
    private volatile int turn;

    /// <summary>Null before the study is taken up and after it has ended. Set with the gate held.</summary>
    private OpenStudy? open;

    public StudyRun(StudyRecord record, ProgressPoint? latest, StudyServices services)
    {
        this.services = services;
        members = MembersOf(record.Plan.Content);
        board = new StudyBoard(record, latest, members, services.News);
    }

    public StudyId Id => Situation.Study;

    public StudySituation Situation => board.Situation;

    public bool IsRunning => Situation.Status == StudyStatus.Running;

    /// <summary>Ends when the study does.</summary>
    public Task Over => over.Task;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>Asks the study's sums something, one caller at a time.</summary>
    /// <param name="question">Changes nothing that another step could follow from.</param>
    /// <param name="ended">The answer of a study that has ended.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    /// <exception cref="RpcException">The study is being taken up; the caller tries again soon.</exception>
    public Task<T> AskAsync<T>(Func<StudySums, T> question, T ended, CancellationToken cancellation) =>
        HoldAsync(() => Task.FromResult(IsRunning ? question(Sums) : ended), cancellation);

    /// <summary>As <see cref="AskAsync"/>, and takes the steps that follow. What was changed before an exception stays changed.</summary>
    public async Task<T> ChangeAsync<T>(Func<StudySums, T> change, T ended, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(change, ended, cancellation).ConfigureAwait(false);
        }
        finally
        {
            own.Signal();
        }
    }

    /// <summary>Leaves a member out of the study's exact sums, for good.</summary>
    /// <exception cref="RefusedException">
    /// FM204: the plan does not name it. FM209: the study has ended. FM323: the sum that waits can be over no other list. FM329: too few would be left.
    /// </exception>
    /// <exception cref="RpcException">The study is being taken up; the caller tries again soon.</exception>
    public async Task LeaveOutAsync(MemberId member, Member administrator, string reason, CancellationToken cancellation)
    {
        if (members.FirstOrDefault(known => known.Id == member) is not { } left)
            throw new RefusedException(RefusalCode.PlanMembers, "the plan of this study does not name that member");
        await HoldAsync(() => LeaveOutAsync(left, administrator, reason), cancellation).ConfigureAwait(false);
        own.Signal();
    }

    /// <summary>A new roster holds: the study goes on under it from what is written, as after a restart of the coordinator.</summary>
    public async Task ReopenAsync()
    {
        try
        {
            await HoldAsync(ReopenHeldAsync, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            own.Signal();
        }
    }

    /// <summary>Ends the study. One that has ended stays as it is.</summary>
    public Task EndAsync(StudyStatus status, string reason, CancellationToken cancellation) => HoldAsync(async () =>
    {
        DateTimeOffset ended = Now;
        if (IsRunning)
        {
            await services.Store.EndStudyAsync(Id, status, reason, ended, CancellationToken.None).ConfigureAwait(false);
            Ended(status, reason, null, ended);
        }

        return true;
    }, cancellation);

    /// <summary>What holds a running study up.</summary>
    public void ShowHindrance(string reason) => board.ShowHindrance(reason);

    /// <summary>Takes the steps that are due, and waits until there may be another. For one caller.</summary>
    /// <returns>Why the study has failed; null when it has not.</returns>
    public async Task<string?> StepAsync(CancellationToken stop)
    {
        int begun = turn;
        if (services.Rosters.Foreign is { } hindrance)
            return await StandStillAsync(hindrance, stop).ConfigureAwait(false);
        OpenStudy study = open ?? await OpenStudy.ResumeAsync(Situation, members, board, services, stop).ConfigureAwait(false);
        SumCourse course = study.Sums.Course;
        long seen = own.Version;
        ISumWork? work = await GoOnAsync(study, handedOver: null, begun, stop).ConfigureAwait(false);
        while (work is not null)
        {
            await work.RunAsync(stop).ConfigureAwait(false);
            seen = own.Version;
            work = await GoOnAsync(study, work, begun, stop).ConfigureAwait(false);
        }

        if (turn != begun)
            return null;
        if (course.Verdict is not null || !IsRunning)
            return course.Verdict;
        if (course.IsDone)
            await PublishAsync(study, begun, stop).ConfigureAwait(false);
        else
            await own.AfterAsync(seen, LeftUntil(course.NextLook), services.Time, stop).ConfigureAwait(false);
        return null;
    }

    public void Dispose() => gate.Dispose();

    private StudySums Sums => open?.Sums
        ?? throw new RpcException(new Status(StatusCode.Unavailable, "the study is being taken up, since the coordinator has just started or the roster has changed; send it again"));

    private async Task<T> HoldAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> LeaveOutAsync(Member left, Member administrator, string reason)
    {
        if (!IsRunning)
            throw new RefusedException(RefusalCode.StudyUnknown, "the study has ended");
        StudySums sums = Sums;
        if (sums.RefuseRelease(left.Id) is { } refusal)
            throw new RefusedException(refusal);
        await services.Store.Sums.LeaveOutAsync(Id, left.Id, administrator.Name, reason, Now, CancellationToken.None).ConfigureAwait(false);
        Log.LeftOut(services.Log, Id.Short, administrator.Name, left.Name, reason);
        sums.Course.Release(left.Id, Now);
        return true;
    }

    private async Task<bool> ReopenHeldAsync()
    {
        if (!IsRunning)
            return false;
        OpenStudy? before = open;
        before?.Sums.Stop();
        open = null;
        turn++;
        members = MembersOf(Situation.Plan.Content);
        board.ShowReopened(members);
        // A member with a new key cannot say again what it said with the old one.
        if (before is not null)
            await services.Store.Sums.WriteAsync(before.Sums.Collect(), CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private IReadOnlyList<Member> MembersOf(Plan plan) => [.. plan.Members.Select(services.Rosters.Roster.Find).OfType<Member>()];

    /// <summary>Waits for another roster, or the end of the study.</summary>
    private async Task<string?> StandStillAsync(string hindrance, CancellationToken stop)
    {
        long seen = own.Version;
        board.ShowHindrance(hindrance);
        await own.AfterAsync(seen, Timeout.InfiniteTimeSpan, services.Time, stop).ConfigureAwait(false);
        return null;
    }

    private TimeSpan LeftUntil(DateTimeOffset? moment) =>
        moment is { } end ? TimeSpan.FromTicks(Math.Max(0, (end - Now).Ticks)) : Timeout.InfiniteTimeSpan;

    /// <summary>Takes the steps that are due, writes what happened, and then tells it.</summary>
    private Task<ISumWork?> GoOnAsync(OpenStudy study, ISumWork? handedOver, int begun, CancellationToken stop) => HoldAsync(async () =>
    {
        if (!IsRunning || turn != begun)
            return null;
        DateTimeOffset now = Now;
        handedOver?.HandOver(study.Sums.Course, now);
        ISumWork? work = study.Sums.Course.GoOn(now);
        await TellAsync(study.Sums).ConfigureAwait(false);
        open = study;
        return work;
    }, stop);

    private async Task TellAsync(StudySums sums)
    {
        bool hasNews = sums.HasNews;
        if (hasNews)
        {
            await services.Store.Sums.WriteAsync(sums.Collect(), CancellationToken.None).ConfigureAwait(false);
            sums.Publish();
        }

        if (hasNews && sums.Course.Progress is { } progress)
            board.SetProgress(progress, sums.Course.Position.Sums);
        // Members may have connected before a study was taken up: what was told before is told to them now.
        board.ShowSums(sums, hasNews || open is null);
    }

    private Task<bool> PublishAsync(OpenStudy study, int begun, CancellationToken stop) => HoldAsync(async () =>
    {
        if (!IsRunning || turn != begun)
            return false;
        ReleaseRecord release = await study.PublishAsync(members, services, Now).ConfigureAwait(false);
        Ended(StudyStatus.Completed, "", release.Id, release.Created);
        return true;
    }, stop);

    private void Ended(StudyStatus status, string reason, ReleaseId? release, DateTimeOffset when)
    {
        open?.Sums.Stop();
        open = null;
        Log.StudyEnded(services.Log, Id.Short, status, reason);
        board.ShowEnd(status, reason, release, when);
        over.TrySetResult();
        own.Signal();
    }
}
