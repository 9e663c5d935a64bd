using System.Diagnostics;
using FedMat.Coordinator.Hosting;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using Grpc.Core;

namespace FedMat.Coordinator.Studies;

/// <summary>
/// One study on its way: state, ask, attempt, sum, next state, until the learner is done or the study ends otherwise. Each step
/// begins with what the store says, so a killed coordinator goes on where it stood. Nothing here sees a vector but as a term of
/// the sum.
/// </summary>
internal sealed class StudyRun : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly StudyServices services;
    private readonly Changes own = new();

    /// <summary>Held while the attempt is looked at or changed, and while the study ends.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    private readonly StudyBoard board;
    private readonly StudyAttempts attempts;
    private readonly IReadOnlyList<Member> members;
    private ILearner? learner;
    private Attempt? attempt;

    public StudyRun(StudyRecord record, ProgressPoint? latest, StudyServices services)
    {
        this.services = services;
        Plan plan = record.Plan.Content;
        members = [.. plan.Members.Select(id => services.Identity.Roster.Find(id)).OfType<Member>()];
        board = new StudyBoard(record, latest, members, services.News);
        attempts = new StudyAttempts(services, plan, members);
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
                    await StepAsync(stop).ConfigureAwait(false);
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

    /// <summary>Whether a contribution would be taken now, before its bytes are.</summary>
    /// <returns>The open attempt's specification and the moment after which nothing is taken.</returns>
    /// <exception cref="RefusedException">FM301 to FM309.</exception>
    public async Task<(RoundSpec Spec, DateTimeOffset Until)> CheckAsync(SignedContribution signed, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Attempt open = await OpenAsync(signed, cancellation).ConfigureAwait(false);
            return (open.Spec, open.LatestEnd);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes a contribution that has arrived whole.</summary>
    /// <exception cref="RefusedException">FM301 to FM309: the attempt went on meanwhile.</exception>
    public async Task<Receipt> TakeAsync(SignedContribution signed, BlobSpool payload)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            Contribution contribution = signed.Contribution;
            Attempt open = await OpenAsync(signed, CancellationToken.None).ConfigureAwait(false);
            if (open.Has(contribution.Member))
                return (await services.Store.ContributionAsync(open.Id, contribution.Member, CancellationToken.None).ConfigureAwait(false))!.Receipt;
            Receipt receipt = Receipt.Sign(contribution, services.Identity.Key);
            DateTimeOffset received = Now;
            await services.Store.TakeAsync(signed, payload, receipt, received, CancellationToken.None).ConfigureAwait(false);
            open.Take(contribution, received);
            board.ShowContributions(open);
            own.Signal();
            return receipt;
        }
        finally
        {
            gate.Release();
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

    private async Task StepAsync(CancellationToken stop)
    {
        // Without one of its members the sum would be of fewer than the plan allows.
        if (members.Count < Plan.Members.Count)
            throw new RefusedException(RefusalCode.PlanMembers, $"roster {services.Identity.Roster.Number} no longer names every member of the plan; propose a plan for those that it names");
        learner ??= services.Learners(Plan);
        StudyRecord record = (await services.Store.StudyAsync(Id, stop).ConfigureAwait(false))!;
        ModelState state = services.Store.State(record.State);
        RoundSpec? spec = learner.Ask(state);
        board.ShowProgress(learner.Describe(state), record.Sums);
        if (spec is null)
            await PublishAsync(record, state, stop).ConfigureAwait(false);
        else if (!spec.Holds(members.Count))
            throw new RefusedException(RefusalCode.SumMayWrap, $"the sum of {members.Count} members could wrap in phase '{spec.Phase}'");
        else
            await SumAsync(record, state, spec, stop).ConfigureAwait(false);
    }

    private async Task SumAsync(StudyRecord record, ModelState state, RoundSpec spec, CancellationToken stop)
    {
        (Attempt? open, string why) = await attempts.NextAsync(record, spec, stop).ConfigureAwait(false);
        if (open is null)
            await EndAsync(StudyStatus.Failed, why, stop).ConfigureAwait(false);
        else if (await AnnounceAsync(open, stop).ConfigureAwait(false))
            await CloseAsync(open, state, record.Sums, await WaitAsync(open, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    private async Task<bool> AnnounceAsync(Attempt open, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return false;
            attempt = open;
            board.ShowAttempt(open);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Waits until the attempt is complete or has failed; null when the study ended meanwhile.</summary>
    private async Task<AttemptState?> WaitAsync(Attempt open, CancellationToken stop)
    {
        while (true)
        {
            long seen = own.Version;
            TimeSpan left;
            await gate.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                if (!IsRunning)
                    return null;
                DateTimeOffset now = Now;
                if (open.Judge(now) is var state and not AttemptState.Open)
                    return state;
                left = open.NextChange - now;
            }
            finally
            {
                gate.Release();
            }

            await own.AfterAsync(seen, left, services.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task CloseAsync(Attempt open, ModelState state, int sums, AttemptState? outcome, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!IsRunning || outcome is null)
                return;
            if (outcome == AttemptState.Failed)
                await FailAsync(open, $"no quorum in time; missing: {StudyText.Names(open.Missing)}").ConfigureAwait(false);
            else
                await AdvanceAsync(open, state, sums).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task AdvanceAsync(Attempt open, ModelState state, int sums)
    {
        long started = Stopwatch.GetTimestamp();
        RingVector sum;
        try
        {
            sum = attempts.AddUp(open);
        }
        catch (Exception error) when (error is RefusedException or InvalidDataException or FileNotFoundException)
        {
            await FailAsync(open, error.Message).ConfigureAwait(false);
            return;
        }

        ModelState next = learner!.Advance(state, sum);
        LearnerProgress progress = learner.Describe(next);
        ProgressPoint point = new(sums + 1, progress.Phase, progress.Round, progress.Rounds, progress.TrainLoss, progress.HoldOutMae, Now);
        await services.Store.AdvanceAsync(open.Id, next, point, CancellationToken.None).ConfigureAwait(false);
        Log.AddedUp(services.Log, open.Id, open.Taken.Count(), (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Closed();
    }

    private async Task FailAsync(Attempt open, string reason)
    {
        await services.Store.FailAttemptAsync(open.Id, Now, CancellationToken.None).ConfigureAwait(false);
        Log.AttemptFailed(services.Log, open.Id, reason);
        Closed();
    }

    private async Task PublishAsync(StudyRecord record, ModelState state, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
                return;
            ReleaseRecord release = await services.Releases.PublishAsync(record, learner!, state, members, Now).ConfigureAwait(false);
            Ended(StudyStatus.Completed, "", release.Id, release.Created);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The open attempt, if the contribution fits it. Called with the gate held.</summary>
    private async Task<Attempt> OpenAsync(SignedContribution signed, CancellationToken cancellation)
    {
        RoundId round = signed.Contribution.Round;
        if (attempt is { } open && open.Id == round)
            return open.Check(signed, Now) is { } refusal ? throw new RefusedException(refusal) : open;
        if (members.FirstOrDefault(member => member.Id == signed.Contribution.Member) is not { } contributor)
            throw new RefusedException(RefusalCode.ContributionForeign, "the plan does not name this member");
        if (!signed.IsSignedBy(contributor.Key))
            throw new RefusedException(RefusalCode.ContributionUnsigned, $"the signature is not that of '{contributor.Name}'");
        AttemptRecord? latest = await services.Store.LatestAttemptAsync(Id, round.Round, cancellation).ConfigureAwait(false);
        // After a restart calls may come before the study is taken up again; the caller tries again soon.
        if (latest is { Outcome: AttemptState.Open } && latest.Id == round)
            throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator has just started; send it again"));
        throw latest is not null && round.Attempt <= latest.Id.Attempt
            ? new RefusedException(RefusalCode.ContributionLate, "the attempt is closed; the next round takes the member in again")
            : new RefusedException(RefusalCode.RoundUnknown, $"{round} was never opened");
    }

    private void Closed()
    {
        attempt = null;
        board.ShowNoAttempt();
    }

    private void Ended(StudyStatus status, string reason, ReleaseId? release, DateTimeOffset when)
    {
        attempt = null;
        Log.StudyEnded(services.Log, Id.Short, status, reason);
        board.ShowEnd(status, reason, release, when);
        own.Signal();
    }
}
