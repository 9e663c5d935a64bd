using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Sums;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Grpc.Core;

namespace FedMat.Coordinator.Studies;

/// <summary>
/// One study on its way: state, ask, sum, next state, until the learner is done or the study ends otherwise. Everything is written before anybody
/// hears of it, so a killed coordinator goes on where it stood. Nothing here sees a vector but as a term of the sum.
/// </summary>
internal sealed class StudyRun : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly StudyServices services;
    private readonly Changes own = new();

    /// <summary>Held while the sums are looked at or changed, and while the study ends.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    private readonly StudyBoard board;
    private readonly IReadOnlyList<Member> members;
    private StudyLearner? learner;
    private StudySums? sums;

    public StudyRun(StudyRecord record, ProgressPoint? latest, StudyServices services)
    {
        this.services = services;
        Plan plan = record.Plan.Content;
        members = [.. plan.Members.Select(id => services.Identity.Roster.Find(id)).OfType<Member>()];
        board = new StudyBoard(record, latest, members, services.News);
    }

    public StudyId Id => Situation.Study;

    public StudySituation Situation => board.Situation;

    private Plan Plan => Situation.Plan.Content;

    private bool IsRunning => Situation.Status == StudyStatus.Running;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>Drives the study until it ends or the coordinator stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        TimeSpan pause = FirstPause;
        string? verdict = null;
        while (IsRunning && !stop.IsCancellationRequested)
        {
            try
            {
                if (verdict is not null)
                    await EndAsync(StudyStatus.Failed, verdict, stop).ConfigureAwait(false);
                else
                    verdict = await StepAsync(stop).ConfigureAwait(false);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (RefusedException refused)
            {
                verdict = refused.Refusal.ToString();
            }
            catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
            {
                Log.StudyHeldUp(services.Log, error, Id.Short, pause.TotalSeconds);
                board.ShowHindrance("held up by the coordinator's disk; its log says more");
                pause = await PauseAsync(pause, stop).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Log.StudyBroke(services.Log, error, Id.Short);
                verdict = "the coordinator met an error in this study; its log says more";
            }
        }
    }

    /// <summary>Asks the study's sums something, one caller at a time.</summary>
    /// <param name="question">Changes nothing that another step could follow from.</param>
    /// <param name="ended">The answer of a study that has ended.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    /// <exception cref="RpcException">The coordinator has just started; the caller tries again soon.</exception>
    public async Task<T> AskAsync<T>(Func<StudySums, T> question, T ended, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return ended;
            return question(sums ?? throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator has just started; send it again")));
        }
        finally
        {
            gate.Release();
        }
    }

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
    /// <exception cref="RefusedException">FM204: the plan does not name it. FM329: too few would be left.</exception>
    public async Task LeaveOutAsync(MemberId member, Member administrator, string reason, CancellationToken cancellation)
    {
        if (members.FirstOrDefault(known => known.Id == member) is not { } left)
            throw new RefusedException(RefusalCode.PlanMembers, "the plan of this study does not name that member");
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                throw new RefusedException(RefusalCode.StudyUnknown, "the study has ended");
            if (sums!.RefuseRelease(member) is { } refusal)
                throw new RefusedException(refusal);
            await services.Store.Sums.LeaveOutAsync(Id, member, administrator.Name, reason, Now, CancellationToken.None).ConfigureAwait(false);
            Log.LeftOut(services.Log, Id.Short, administrator.Name, left.Name, reason);
            sums.Course.Release(member, Now);
        }
        finally
        {
            gate.Release();
            own.Signal();
        }
    }

    /// <summary>Ends the study. One that has ended stays as it is.</summary>
    public async Task EndAsync(StudyStatus status, string reason, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return;
            DateTimeOffset ended = Now;
            await services.Store.EndStudyAsync(Id, status, reason, ended, CancellationToken.None).ConfigureAwait(false);
            Ended(status, reason, null, ended);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        // Ends early, and without an exception, when the study was stopped or the coordinator is.
        Task changed = own.AfterAsync(own.Version, pause, services.Time, stop);
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }

    /// <returns>Why the study has failed; null when it has not.</returns>
    private async Task<string?> StepAsync(CancellationToken stop)
    {
        sums ??= await ResumeAsync(stop).ConfigureAwait(false);
        SumCourse course = sums.Course;
        long seen = own.Version;
        ISumWork? work = await GoOnAsync(handedOver: null, stop).ConfigureAwait(false);
        while (work is not null)
        {
            await work.RunAsync(stop).ConfigureAwait(false);
            seen = own.Version;
            work = await GoOnAsync(work, stop).ConfigureAwait(false);
        }

        if (course.Verdict is not null || !IsRunning)
            return course.Verdict;
        if (course.IsDone)
            await PublishAsync(stop).ConfigureAwait(false);
        else
            await own.AfterAsync(seen, LeftUntil(course.NextLook), services.Time, stop).ConfigureAwait(false);
        return null;
    }

    private TimeSpan LeftUntil(DateTimeOffset? moment) =>
        moment is { } end ? TimeSpan.FromTicks(Math.Max(0, (end - Now).Ticks)) : Timeout.InfiniteTimeSpan;

    /// <summary>Takes the steps that are due, writes what happened, and then tells it.</summary>
    private async Task<ISumWork?> GoOnAsync(ISumWork? handedOver, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return null;
            StudySums open = sums!;
            DateTimeOffset now = Now;
            handedOver?.HandOver(open.Course, now);
            ISumWork? work = open.Course.GoOn(now);
            await TellAsync(open).ConfigureAwait(false);
            return work;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task TellAsync(StudySums open)
    {
        bool hasNews = open.HasNews;
        if (hasNews)
        {
            await services.Store.Sums.WriteAsync(open.Collect(), CancellationToken.None).ConfigureAwait(false);
            open.Publish();
        }

        if (hasNews && open.Course.Progress is { } progress)
            board.SetProgress(progress, open.Course.Position.Sums);
        board.ShowSums(open, hasNews);
    }

    /// <summary>Takes the study up as the store has it.</summary>
    private async Task<StudySums> ResumeAsync(CancellationToken stop)
    {
        // Without one of its members the sum would be of fewer than the plan allows.
        if (members.Count < Plan.Members.Count)
            throw new RefusedException(RefusalCode.PlanMembers, $"roster {services.Identity.Roster.Number} no longer names every member of the plan; propose a plan for those that it names");
        StudyRecord record = (await services.Store.StudyAsync(Id, stop).ConfigureAwait(false))!;
        StudyLearner known = learner = new StudyLearner(services.Learners(Plan), services.Store);
        (StudyPosition position, LearnerProgress progress) = known.Find(record);
        board.SetProgress(progress, record.Sums);
        SumParts parts = new(Plan, services.Identity, services.Store.Vectors, services.Presence, known.AdvanceAsync, services.Log);
        return new StudySums(parts, await new SumArchive(parts, services.Store, known.AskOf).ReadAsync(position, Now, stop).ConfigureAwait(false));
    }

    private async Task PublishAsync(CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return;
            StudyPosition position = sums!.Course.Position;
            StudyRecord record = (await services.Store.StudyAsync(Id, stop).ConfigureAwait(false))!;
            ReleaseRecord release =
                await services.Releases.PublishAsync(record, learner!.Learner, services.Store.State(position.State), members, Now).ConfigureAwait(false);
            Ended(StudyStatus.Completed, "", release.Id, release.Created);
        }
        finally
        {
            gate.Release();
        }
    }

    private void Ended(StudyStatus status, string reason, ReleaseId? release, DateTimeOffset when)
    {
        sums?.Stop();
        Log.StudyEnded(services.Log, Id.Short, status, reason);
        board.ShowEnd(status, reason, release, when);
        own.Signal();
    }
}
