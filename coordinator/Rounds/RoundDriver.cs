using System.Collections.Concurrent;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Studies;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Hosting;

namespace FedMat.Coordinator.Rounds;

/// <summary>Drives all running studies side by side, from the coordinator's start to its end.</summary>
internal sealed class RoundDriver(StudyServices services) : IHostedService, IDisposable
{
    private const int MostOfAName = 100;

    private readonly ConcurrentDictionary<StudyId, StudyRun> studies = new();
    private readonly ConcurrentDictionary<StudyId, Task> driven = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Serialises the opening of studies, so that the same plan proposed twice at once is one study.</summary>
    private readonly SemaphoreSlim opening = new(1, 1);

    /// <exception cref="RefusedException">FM209.</exception>
    public StudyRun Find(StudyId study) => studies.TryGetValue(study, out StudyRun? run)
        ? run
        : throw new RefusedException(RefusalCode.StudyUnknown, $"there is no study {study.Short} here");

    /// <summary>How every study stands, also those that ended.</summary>
    public IEnumerable<StudySituation> All => studies.Values.Select(run => run.Situation);

    public bool Has(StudyId study) => studies.ContainsKey(study);

    /// <summary>The studies that a member takes part in.</summary>
    public IEnumerable<StudySituation> Of(MemberId member) =>
        studies.Values.Select(run => run.Situation).Where(situation => situation.Concerns(member));

    /// <summary>Opens a study that was checked. One that is already there stays as it is.</summary>
    public async Task OpenAsync(Signed<Plan> plan, ModelState start, Member administrator)
    {
        await opening.WaitAsync().ConfigureAwait(false);
        try
        {
            StudyId id = plan.Content.Id;
            if (Has(id))
                return;
            await services.Store.OpenStudyAsync(plan, start, services.Time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            StudyRecord record = (await services.Store.StudyAsync(id, CancellationToken.None).ConfigureAwait(false))!;
            AuditEntry entry = new(record.Opened, administrator.Name, "proposed a study", $"study {id.Short} '{PeerText.Shown(plan.Content.Name, MostOfAName)}', {plan.Content.Members.Count} members");
            await services.Store.Audit.WriteAsync(entry, CancellationToken.None).ConfigureAwait(false);
            Log.StudyOpened(services.Log, id.Short, plan.Content.Name, administrator.Name, plan.Content.Members.Count);
            Drive(record, null);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>A new roster holds: all running studies go on under it.</summary>
    public async Task ReopenAsync()
    {
        await opening.WaitAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(studies.Values.Select(run => run.ReopenAsync())).ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        services.Store.LeftBehind = error => Log.LeftBehind(services.Log, error);
        services.ExactLists.Know(await services.Store.Sums.ExactListsAsync(cancellationToken).ConfigureAwait(false));
        foreach (StudyRecord record in await services.Store.StudiesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (record.Status == StudyStatus.Running)
                Log.StudyResumed(services.Log, record.Id.Short, record.Sums);
            IReadOnlyList<ProgressPoint> progress = await services.Store.ProgressAsync(record.Id, cancellationToken).ConfigureAwait(false);
            Drive(record, progress.Count > 0 ? progress[^1] : null);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(driven.Values).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        // A coordinator whose port is taken comes here without StopAsync: its studies must not go on. Services dispose of it twice.
        if (!stop.IsCancellationRequested)
            stop.Cancel();
        foreach (StudyRun run in studies.Values)
            run.Dispose();
        opening.Dispose();
        stop.Dispose();
    }

    private void Drive(StudyRecord record, ProgressPoint? latest)
    {
        StudyRun run = new(record, latest, services);
        studies[run.Id] = run;
        driven[run.Id] = Task.Run(() => new StudyDrive(run, services).RunAsync(stop.Token), CancellationToken.None);
        services.News.SignalRound();
    }
}
