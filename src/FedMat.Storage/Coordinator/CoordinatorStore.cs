using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// What the coordinator must know after a restart: the roster it has seen, studies, attempts, contributions with their
/// receipts, progress and releases. Model states, payloads and bundles are blobs; a row that names one is written after it.
/// </summary>
public sealed class CoordinatorStore : IDisposable
{
    private readonly Database<CoordinatorContext> database;
    private readonly BlobFolder blobs;

    // A blob may be named by two rows: nobody takes one away between its arrival and the row that names it.
    private readonly SemaphoreSlim naming = new(1, 1);

    private CoordinatorStore(Database<CoordinatorContext> database, BlobFolder blobs)
    {
        this.database = database;
        this.blobs = blobs;
    }

    /// <summary>Opens the store in a folder that the caller has locked, and clears away what a killed process left unfinished.</summary>
    /// <exception cref="RefusedException">FM508: the folder holds another store, or a newer one.</exception>
    public static async Task<CoordinatorStore> OpenAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        Database<CoordinatorContext> database = new(
            Path.Combine(folder, "coordinator.db"), CoordinatorContext.Migrations, options => new CoordinatorContext(options), time);
        CoordinatorStore store = new(database, new BlobFolder(Path.Combine(folder, "blobs")));
        store.blobs.Sweep(await store.NamedAsync(cancellation).ConfigureAwait(false));
        return store;
    }

    /// <summary>Remembers a roster, so that an older one is refused for ever.</summary>
    /// <returns>Null, or FM105.</returns>
    public Task<Refusal?> SeeRosterAsync(Signed<Roster> roster, CancellationToken cancellation) =>
        database.WriteAsync("see roster", async tables =>
        {
            int number = roster.Content.Number;
            RosterRow? newest = await tables.Rosters.OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (number < newest?.Number)
                return new Refusal(RefusalCode.RosterOlder, $"the roster has number {number}, and number {newest.Number} was seen before; use the newest roster file");
            if (number == newest?.Number && !roster.ToJson().AsSpan().SequenceEqual(newest.Document))
                return new Refusal(RefusalCode.RosterOlder, $"another roster {number} was seen before; sign the new one with a higher number");
            if (number != newest?.Number)
                tables.Rosters.Add(new RosterRow { Number = number, Document = roster.ToJson() });
            return null;
        }, cancellation);

    /// <summary>Opens a study at its first state. A study that is already there stays as it is.</summary>
    public Task OpenStudyAsync(Signed<Plan> plan, ModelState start, DateTimeOffset now, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            blobs.Put(start.Memory.Span);
            await database.WriteAsync("open study", async tables =>
            {
                string id = plan.Content.Id.ToString();
                if (await tables.Studies.AnyAsync(row => row.Id == id, cancellation).ConfigureAwait(false))
                    return;
                tables.Studies.Add(new StudyRow
                {
                    Id = id,
                    Plan = plan.ToJson(),
                    Status = (int)StudyStatus.Running,
                    State = start.Hash.ToString(),
                    Opened = now.Ticks(),
                });
            }, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    public Task<StudyRecord?> StudyAsync(StudyId study, CancellationToken cancellation)
    {
        string id = study.ToString();
        return database.ReadAsync("read study", async tables =>
            (await tables.Studies.SingleOrDefaultAsync(row => row.Id == id, cancellation).ConfigureAwait(false))?.ToRecord(), cancellation);
    }

    /// <summary>All studies, the oldest first.</summary>
    public Task<IReadOnlyList<StudyRecord>> StudiesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StudyRecord>>("read studies", async tables =>
            [.. (await tables.Studies.OrderBy(row => row.Opened).ThenBy(row => row.Id).ToListAsync(cancellation).ConfigureAwait(false))
                .Select(row => row.ToRecord())], cancellation);

    /// <summary>A model state that a study's next sum starts from.</summary>
    public ModelState State(Digest state) => new(blobs.Read(state));

    /// <summary>The bytes of a model state, a payload or a bundle.</summary>
    /// <exception cref="FileNotFoundException">No row names it any longer.</exception>
    public FileStream Open(Digest blob) => blobs.Open(blob);

    /// <summary>A payload, once its bytes were held against its digest.</summary>
    /// <exception cref="FileNotFoundException">No row names it any longer.</exception>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    public FileStream OpenChecked(Digest blob) => blobs.OpenChecked(blob);

    /// <summary>A place for bytes that arrive. Without <see cref="TakeAsync"/> or <see cref="PublishAsync"/> they leave no trace.</summary>
    public BlobSpool Spool() => blobs.Spool();

    /// <summary>Opens the next attempt at a study's next round.</summary>
    public Task OpenAttemptAsync(RoundId id, Digest state, RoundSpec spec, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync("open attempt", tables =>
        {
            tables.Attempts.Add(Rows.ToRow(id, state, spec, now));
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>The newest attempt at a round with what was taken, or null when there was none.</summary>
    public Task<AttemptRecord?> LatestAttemptAsync(StudyId study, int round, CancellationToken cancellation)
    {
        string id = study.ToString();
        return database.ReadAsync("read attempt", async tables =>
        {
            AttemptRow? attempt = await tables.Attempts.Where(row => row.Study == id && row.Round == round)
                .OrderByDescending(row => row.Attempt).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            return attempt is null
                ? null
                : attempt.ToRecord(await Of(tables, attempt).OrderBy(row => row.Received).ToListAsync(cancellation).ConfigureAwait(false));
        }, cancellation);
    }

    /// <summary>Keeps a contribution that has arrived whole and was checked.</summary>
    public Task TakeAsync(SignedContribution signed, BlobSpool payload, Receipt receipt, DateTimeOffset now, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            payload.Keep();
            await database.WriteAsync("take contribution", tables =>
            {
                tables.Contributions.Add(Rows.ToRow(signed, receipt, now));
                return Task.CompletedTask;
            }, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>A contribution that was taken, of an open attempt or a closed one.</summary>
    public Task<ContributionRecord?> ContributionAsync(RoundId round, MemberId member, CancellationToken cancellation)
    {
        string study = round.Study.ToString();
        string contributor = member.ToString();
        return database.ReadAsync("read contribution", async tables =>
        {
            AttemptRow? attempt = await tables.Attempts
                .SingleOrDefaultAsync(row => row.Study == study && row.Round == round.Round && row.Attempt == round.Attempt, cancellation).ConfigureAwait(false);
            ContributionRow? row = attempt is null
                ? null
                : await Of(tables, attempt).SingleOrDefaultAsync(row => row.Member == contributor, cancellation).ConfigureAwait(false);
            return row?.ToRecord(attempt!);
        }, cancellation);
    }

    /// <summary>Goes on from a sum: the attempt is complete, the study has its next state, and the progress is written; all or nothing.</summary>
    public Task AdvanceAsync(RoundId attempt, ModelState next, ProgressPoint point, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            blobs.Put(next.Memory.Span);
            List<Digest> old = await database.WriteAsync("advance study", async tables =>
            {
                string study = attempt.Study.ToString();
                StudyRow row = await tables.Studies.SingleAsync(candidate => candidate.Id == study, cancellation).ConfigureAwait(false);
                List<Digest> released = await CloseAsync(tables, attempt, AttemptState.Complete, point.At, cancellation).ConfigureAwait(false);
                released.Add(Digest.Parse(row.State));
                row.State = next.Hash.ToString();
                row.Sums = point.Sums;
                tables.Progress.Add(Rows.ToRow(attempt.Study, point));
                return released;
            }, cancellation).ConfigureAwait(false);
            await DeleteAsync(old, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>Gives an attempt up. What was taken stays on record without its bytes.</summary>
    public Task FailAttemptAsync(RoundId attempt, DateTimeOffset now, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            List<Digest> old = await database.WriteAsync("fail attempt",
                tables => CloseAsync(tables, attempt, AttemptState.Failed, now, cancellation), cancellation).ConfigureAwait(false);
            await DeleteAsync(old, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>Ends a running study without a release, and its open attempt with it. A study that has ended stays as it is.</summary>
    public Task EndStudyAsync(StudyId study, StudyStatus status, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            List<Digest> old = await database.WriteAsync("end study",
                tables => EndAsync(tables, study, status, reason, null, now, cancellation), cancellation).ConfigureAwait(false);
            await DeleteAsync(old, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>Publishes a release and completes its study; all or nothing.</summary>
    public Task PublishAsync(ReleaseRecord release, BlobSpool bundle, CancellationToken cancellation) =>
        NamingAsync(async () =>
        {
            bundle.Keep();
            await database.WriteAsync("publish release", async tables =>
            {
                await EndAsync(tables, release.Study, StudyStatus.Completed, "", release.Id, release.Created, cancellation).ConfigureAwait(false);
                tables.Releases.Add(Rows.ToRow(release));
            }, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation);

    /// <summary>The study's course so far, a point a sum.</summary>
    public Task<IReadOnlyList<ProgressPoint>> ProgressAsync(StudyId study, CancellationToken cancellation)
    {
        string id = study.ToString();
        return database.ReadAsync<IReadOnlyList<ProgressPoint>>("read progress", async tables =>
            [.. (await tables.Progress.Where(row => row.Study == id).OrderBy(row => row.Sums).ToListAsync(cancellation).ConfigureAwait(false))
                .Select(row => row.ToRecord())], cancellation);
    }

    /// <summary>How many different members have contributed to sums that were completed.</summary>
    public Task<int> ContributorsAsync(StudyId study, CancellationToken cancellation)
    {
        string id = study.ToString();
        int complete = (int)AttemptState.Complete;
        return database.ReadAsync("count contributors", tables => tables.Contributions
            .Where(row => row.Study == id && tables.Attempts.Any(attempt =>
                attempt.Study == id && attempt.Round == row.Round && attempt.Attempt == row.Attempt && attempt.Outcome == complete))
            .Select(row => row.Member).Distinct().CountAsync(cancellation), cancellation);
    }

    /// <summary>All releases, the newest first.</summary>
    public Task<IReadOnlyList<ReleaseRecord>> ReleasesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ReleaseRecord>>("read releases", async tables =>
            [.. (await tables.Releases.OrderByDescending(row => row.Created).ThenBy(row => row.Id).ToListAsync(cancellation).ConfigureAwait(false))
                .Select(row => row.ToRecord())], cancellation);

    public Task<ReleaseRecord?> ReleaseAsync(ReleaseId release, CancellationToken cancellation)
    {
        string id = release.ToString();
        return database.ReadAsync("read release", async tables =>
            (await tables.Releases.SingleOrDefaultAsync(row => row.Id == id, cancellation).ConfigureAwait(false))?.ToRecord(), cancellation);
    }

    public void Dispose()
    {
        database.Dispose();
        naming.Dispose();
    }

    private static IQueryable<ContributionRow> Of(CoordinatorContext tables, AttemptRow attempt) =>
        tables.Contributions.Where(row => row.Study == attempt.Study && row.Round == attempt.Round && row.Attempt == attempt.Attempt);

    private static async Task<List<Digest>> CloseAsync(
        CoordinatorContext tables, RoundId id, AttemptState outcome, DateTimeOffset now, CancellationToken cancellation)
    {
        string study = id.Study.ToString();
        int open = (int)AttemptState.Open;
        AttemptRow attempt = await tables.Attempts.SingleAsync(
            row => row.Study == study && row.Round == id.Round && row.Attempt == id.Attempt && row.Outcome == open, cancellation).ConfigureAwait(false);
        attempt.Outcome = (int)outcome;
        attempt.Closed = now.Ticks();
        List<string> payloads = await Of(tables, attempt).Select(row => row.Payload).ToListAsync(cancellation).ConfigureAwait(false);
        return payloads.ConvertAll(Digest.Parse);
    }

    private static async Task<List<Digest>> EndAsync(
        CoordinatorContext tables, StudyId study, StudyStatus status, string reason, ReleaseId? release, DateTimeOffset now, CancellationToken cancellation)
    {
        string id = study.ToString();
        StudyRow row = await tables.Studies.SingleAsync(candidate => candidate.Id == id, cancellation).ConfigureAwait(false);
        if (row.Status != (int)StudyStatus.Running)
            return [];
        row.Status = (int)status;
        row.Reason = reason;
        row.Release = release?.ToString();
        row.Ended = now.Ticks();
        int open = (int)AttemptState.Open;
        AttemptRow? attempt = await tables.Attempts.SingleOrDefaultAsync(
            candidate => candidate.Study == id && candidate.Outcome == open, cancellation).ConfigureAwait(false);
        return attempt is null
            ? []
            : await CloseAsync(tables, new RoundId(study, attempt.Round, attempt.Attempt), AttemptState.Failed, now, cancellation).ConfigureAwait(false);
    }

    /// <summary>The blobs that rows need: states of studies, payloads of open attempts, bundles.</summary>
    private Task<HashSet<Digest>> NamedAsync(CancellationToken cancellation) =>
        database.ReadAsync("read blobs", async tables =>
        {
            int open = (int)AttemptState.Open;
            IQueryable<string> names = tables.Studies.Select(row => row.State)
                .Concat(tables.Releases.Select(row => row.Sha256))
                .Concat(tables.Contributions
                    .Where(row => tables.Attempts.Any(attempt =>
                        attempt.Study == row.Study && attempt.Round == row.Round && attempt.Attempt == row.Attempt && attempt.Outcome == open))
                    .Select(row => row.Payload));
            return (await names.ToListAsync(cancellation).ConfigureAwait(false)).Select(Digest.Parse).ToHashSet();
        }, cancellation);

    private async Task DeleteAsync(List<Digest> old, CancellationToken cancellation)
    {
        HashSet<Digest> named = await NamedAsync(cancellation).ConfigureAwait(false);
        foreach (Digest blob in old.Where(blob => !named.Contains(blob)))
            blobs.Delete(blob);
    }

    private async Task<T> NamingAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await naming.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            naming.Release();
        }
    }
}
