using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// What the coordinator must know after a restart: the roster it has seen, studies, their sums, progress and releases. Model states and bundles are
/// blobs; a row that names one is written after it.
/// </summary>
public sealed class CoordinatorStore : IDisposable
{
    private readonly Database<CoordinatorContext> database;
    private readonly BlobFolder blobs;
    private readonly NamedBlobs naming;
    private readonly CleanUp cleanUp = new();

    private CoordinatorStore(Database<CoordinatorContext> database, string folder)
    {
        this.database = database;
        blobs = new BlobFolder(Path.Combine(folder, "blobs"));
        naming = new NamedBlobs(blobs, database, cleanUp);
        Vectors = new VectorFolder(Path.Combine(folder, "vectors"), cleanUp);
        Sums = new SumStore(database, naming, blobs, Vectors);
        Membership = new MembershipStore(database);
        Audit = new AuditLog(database);
    }

    /// <summary>Told of a file that is not needed and cannot be taken away now. It goes at the next start.</summary>
    public Action<Exception> LeftBehind
    {
        set => cleanUp.LeftBehind = value;
    }

    /// <summary>What is said and decided in sums.</summary>
    public SumStore Sums { get; }

    /// <summary>Who may join, who vouches for whom, who answered what.</summary>
    public MembershipStore Membership { get; }

    /// <summary>What people did here.</summary>
    public AuditLog Audit { get; }

    /// <summary>The vectors of sums that are under way.</summary>
    public VectorFolder Vectors { get; }

    /// <summary>Opens the store in a folder that the caller has locked, and clears away what a killed process left unfinished.</summary>
    /// <exception cref="RefusedException">FM508: the folder holds another store, or a newer one.</exception>
    public static async Task<CoordinatorStore> OpenAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        Database<CoordinatorContext> database = new(
            Path.Combine(folder, "coordinator.db"), CoordinatorContext.Migrations, options => new CoordinatorContext(options), time);
        CoordinatorStore store = new(database, folder);
        await store.naming.SweepAsync(cancellation).ConfigureAwait(false);
        store.Vectors.Sweep(await database.AskAsync("read setups", AttemptTable.Setups, cancellation).ConfigureAwait(false));
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
                return new Refusal(
                    RefusalCode.RosterOlder,
                    $"the roster has number {number}, and number {newest.Number} was seen before; use the newest roster file");
            if (number == newest?.Number && !roster.ToJson().AsSpan().SequenceEqual(newest.Document))
                return new Refusal(RefusalCode.RosterOlder, $"another roster {number} was seen before; sign the new one with a higher number");
            if (number != newest?.Number)
                tables.Rosters.Add(new RosterRow { Number = number, Document = roster.ToJson() });
            return null;
        }, cancellation);

    /// <summary>Every roster that was seen, the newest first.</summary>
    public Task<IReadOnlyList<Signed<Roster>>> RostersAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Signed<Roster>>>("read rosters", async tables =>
            [.. (await tables.Rosters.OrderByDescending(row => row.Number).ToListAsync(cancellation).ConfigureAwait(false))
                .Select(row => Signed<Roster>.Parse(row.Document))], cancellation);

    /// <summary>Opens a study at its first state. A study that is already there stays as it is.</summary>
    public Task OpenStudyAsync(Signed<Plan> plan, ModelState start, DateTimeOffset now, CancellationToken cancellation) =>
        naming.WriteAsync(
            () => blobs.Put(start.Memory.Span),
            async () =>
            {
                await database.RunAsync("open study", sql => StudyTable.Open(sql, plan, start.Hash, now), _ => { }, cancellation).ConfigureAwait(false);
                return [];
            },
            cancellation);

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

    /// <summary>A model state that a study's sum starts from.</summary>
    public ModelState State(Digest state) => new(blobs.Read(state));

    /// <summary>The bytes of a model state or a bundle.</summary>
    /// <exception cref="FileNotFoundException">No row names it any longer.</exception>
    /// <exception cref="DirectoryNotFoundException">No row names it any longer.</exception>
    public FileStream Open(Digest blob) => blobs.Open(blob);

    /// <summary>A place for a bundle. Without <see cref="PublishAsync"/> it leaves no trace.</summary>
    public BlobSpool Spool() => blobs.Spool();

    /// <summary>Ends a running study without a release, and its attempts with it. A study that has ended stays as it is.</summary>
    public Task EndStudyAsync(StudyId study, StudyStatus status, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        naming.WriteAsync(
            () => null,
            () => EndAsync("end study", sql => StudyTable.End(sql, study, status, reason, release: null, now), cancellation),
            cancellation);

    /// <summary>Publishes a release and completes its study; all or nothing.</summary>
    public Task PublishAsync(ReleaseRecord release, BlobSpool bundle, CancellationToken cancellation) =>
        naming.WriteAsync(
            () => bundle.Keep(),
            () => EndAsync("publish release", sql =>
            {
                StudyTable.Publish(sql, release);
                return StudyTable.End(sql, release.Study, StudyStatus.Completed, "", release.Id, release.Created);
            }, cancellation),
            cancellation);

    /// <summary>The study's course so far, a point a sum.</summary>
    public Task<IReadOnlyList<ProgressPoint>> ProgressAsync(StudyId study, CancellationToken cancellation)
    {
        string id = study.ToString();
        return database.ReadAsync<IReadOnlyList<ProgressPoint>>("read progress", async tables =>
            [.. (await tables.Progress.Where(row => row.Study == id).OrderBy(row => row.Sums).ToListAsync(cancellation).ConfigureAwait(false))
                .Select(row => row.ToRecord())], cancellation);
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

    private async Task<IReadOnlyList<Digest>> EndAsync(string name, Func<SqlSession, AttemptTable.Over> end, CancellationToken cancellation)
    {
        AttemptTable.Over over = await database.RunAsync(name, end, _ => { }, cancellation).ConfigureAwait(false);
        over.Setups.ForEach(Vectors.Drop);
        return over.States;
    }
}
