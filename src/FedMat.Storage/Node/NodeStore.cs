using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Node;

/// <summary>
/// What a node must not forget: the newest roster, the studies it has seen and what it decided, every promise and every vector that left.
/// </summary>
public sealed class NodeStore : IDisposable
{
    private readonly Database<NodeContext> database;
    private readonly PromiseKeys keys;
    private readonly TimeProvider time;

    private NodeStore(string folder, Database<NodeContext> database, MarkedDatabase marked, PromiseSeal seal, PromiseLoss loss, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        keys = marked.Keys;
        Vectors = new NodeVectors(marked, Path.Combine(folder, "vectors"), seal, time);
        Promises = new NodePromises(marked, Vectors, seal, time, loss);
        Ledger = new NodeLedger(marked);
        Snapshots = new NodeSnapshots(marked, time, loss);
        Egress = new NodeEgress(marked);
    }

    /// <summary>What was said in secure sums.</summary>
    public NodePromises Promises { get; }

    /// <summary>The lists of members that were agreed to.</summary>
    public NodeLedger Ledger { get; }

    /// <summary>The numbers of the rows' states.</summary>
    public NodeSnapshots Snapshots { get; }

    /// <summary>The quantised vectors of contributions that are under way.</summary>
    public NodeVectors Vectors { get; }

    /// <summary>The masked vectors that left.</summary>
    public NodeEgress Egress { get; }

    /// <summary>As the other one, with the system's source of randomness.</summary>
    /// <inheritdoc cref="OpenAsync(string, VerifyingKey, TimeProvider, RandomNumberGenerator, CancellationToken)"/>
    public static Task<NodeStore> OpenAsync(string folder, VerifyingKey identity, TimeProvider time, CancellationToken cancellation) =>
        OpenAsync(folder, identity, time, RandomNumberGenerator.Create(), cancellation);

    /// <summary>
    /// Opens the store in a folder that the caller has locked, clears away what a killed process left unfinished, and closes the attempts
    /// whose promises it cannot keep: see <see cref="NodePromises.Restored"/>.
    /// </summary>
    /// <param name="folder">The node's state folder.</param>
    /// <param name="identity">The key under which the node promises.</param>
    /// <param name="time">Stamps what is stored.</param>
    /// <param name="source">Draws keys and nonces; a cryptographic source.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="RefusedException">FM508: the folder holds another store, a newer one, or a damaged one.</exception>
    public static async Task<NodeStore> OpenAsync(
        string folder, VerifyingKey identity, TimeProvider time, RandomNumberGenerator source, CancellationToken cancellation)
    {
        Database<NodeContext> database = new(
            Path.Combine(folder, "node.db"), NodeContext.Migrations, options => new NodeContext(options), time);
        PromiseKeys? keys = null;
        try
        {
            keys = PromiseKeys.Open(Path.Combine(folder, "promises.key"), source);
            MarkedDatabase marked = new(database, keys);
            PromiseLoss loss = await PromiseRecovery.RunAsync(marked, identity, cancellation).ConfigureAwait(false);
            NodeStore store = new(folder, database, marked, new PromiseSeal(keys, source), loss, time);
            await store.Vectors.SweepAsync(cancellation).ConfigureAwait(false);
            return store;
        }
        catch
        {
            keys?.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>The newest roster that was taken; null before the first.</summary>
    public async Task<Signed<Roster>?> RosterAsync(CancellationToken cancellation)
    {
        byte[]? document = await database.ReadAsync(
            "read the roster",
            tables => tables.Rosters.OrderByDescending(row => row.Number).Select(row => row.Document).FirstOrDefaultAsync(cancellation),
            cancellation).ConfigureAwait(false);
        return document is null ? null : Signed<Roster>.Parse(document);
    }

    /// <summary>All rosters that were taken, the newest first.</summary>
    public async Task<IReadOnlyList<Signed<Roster>>> RostersAsync(CancellationToken cancellation)
    {
        List<byte[]> documents = await database.ReadAsync(
            "read the rosters",
            tables => tables.Rosters.OrderByDescending(row => row.Number).Select(row => row.Document).ToListAsync(cancellation),
            cancellation).ConfigureAwait(false);
        return documents.ConvertAll(document => Signed<Roster>.Parse(document));
    }

    /// <summary>Takes a roster whose signature the caller has verified.</summary>
    /// <returns>Null when it is the newest now; FM105 when a higher number, or another roster of this number, was taken before.</returns>
    public Task<Refusal?> TakeRosterAsync(Signed<Roster> roster, CancellationToken cancellation) =>
        database.WriteAsync("take a roster", async tables =>
        {
            RosterRow? newest = await tables.Rosters.OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (newest is not null && Older(roster, newest) is { } refusal)
                return refusal;
            if (newest?.Number != roster.Content.Number)
                tables.Add(new RosterRow { Number = roster.Content.Number, Document = roster.ToJson() });
            return null;
        }, cancellation);

    /// <summary>Keeps a plan and what was decided about it. A later decision about the same plan takes the earlier one's place.</summary>
    /// <param name="plan">Valid in itself; its signature may be anybody's.</param>
    /// <param name="refusal">Null when this node takes part.</param>
    /// <param name="cancellation">Heeded until the commit.</param>
    public Task DecideAsync(Signed<Plan> plan, Refusal? refusal, CancellationToken cancellation) =>
        database.WriteAsync("keep a study", async tables =>
        {
            string id = plan.Content.Id.ToString();
            StudyRow? row = await tables.Studies.FindAsync([id], cancellation).ConfigureAwait(false);
            if (row is null)
                tables.Add(row = new StudyRow { Id = id, Status = (int)StudyStatus.Running, Seen = time.GetUtcNow().UtcTicks });
            row.Plan = plan.ToJson();
            row.RefusalCode = (int?)refusal?.Code;
            row.RefusalDetail = refusal?.Detail;
        }, cancellation);

    /// <summary>Marks a study as ended. Nothing happens when it is not known.</summary>
    public Task EndAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation)
    {
        string id = study.ToString();
        return database.WriteAsync("end a study", async tables =>
        {
            if (await tables.Studies.FindAsync([id], cancellation).ConfigureAwait(false) is not { } row)
                return;
            row.Status = (int)status;
            row.Reason = reason;
            row.Ended ??= time.GetUtcNow().UtcTicks;
        }, cancellation);
    }

    /// <summary>All studies, oldest first.</summary>
    public async Task<IReadOnlyList<StoredStudy>> StudiesAsync(CancellationToken cancellation)
    {
        List<StudyRow> rows = await database.ReadAsync(
            "list the studies", tables => tables.Studies.OrderBy(row => row.Seen).ToListAsync(cancellation), cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToNoun())];
    }

    public void Dispose()
    {
        database.Dispose();
        keys.Dispose();
    }

    private static Refusal? Older(Signed<Roster> roster, RosterRow known)
    {
        int number = roster.Content.Number;
        if (number < known.Number)
        {
            return new Refusal(RefusalCode.RosterOlder,
                $"roster {number} is older than roster {known.Number}, which this node already knows; ask the administrator for the newest");
        }

        return number == known.Number && !roster.ToJson().AsSpan().SequenceEqual(known.Document)
            ? new Refusal(RefusalCode.RosterOlder, $"this node already knows another roster {number}; ask the administrator for one with a higher number")
            : null;
    }
}
