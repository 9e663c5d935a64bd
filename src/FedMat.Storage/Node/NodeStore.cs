using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// What a node must not forget: the newest roster, the studies it has seen and what it decided, every promise and every vector that left.
/// </summary>
public sealed class NodeStore : IDisposable
{
    // "FdMn"; see MigrationSet.
    internal static readonly MigrationSet Migrations = new("Node", 0x46644D6E);

    private readonly SqlDatabase database;
    private readonly PromiseKeys keys;
    private readonly TimeProvider time;

    private NodeStore(string folder, SqlDatabase database, MarkedDatabase marked, PromiseSeal seal, PromiseLoss loss, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        keys = marked.Keys;
        Vectors = new NodeVectors(marked, Path.Combine(folder, "vectors"), seal, time);
        Promises = new NodePromises(marked, Vectors, seal, time, loss);
        Ledger = new NodeLedger(marked);
        Snapshots = new NodeSnapshots(marked, time, loss);
        Egress = new NodeEgress(marked, time);
    }

    /// <summary>What was said in secure sums.</summary>
    public NodePromises Promises { get; }

    /// <summary>The lists of members that were agreed to.</summary>
    public NodeLedger Ledger { get; }

    /// <summary>The numbers of the rows' states.</summary>
    public NodeSnapshots Snapshots { get; }

    /// <summary>The quantised vectors of contributions that are under way.</summary>
    public NodeVectors Vectors { get; }

    /// <summary>What left.</summary>
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
        SqlDatabase database = new(Path.Combine(folder, "node.db"), Migrations, time);
        PromiseKeys? keys = null;
        try
        {
            keys = PromiseKeys.Open(Path.Combine(folder, "promises.key"), source);
            MarkedDatabase marked = new(database, keys);
            PromiseLoss loss = await PromiseRecovery.RunAsync(marked, identity, cancellation).ConfigureAwait(false);
            NodeStore store = new(folder, database, marked, new PromiseSeal(keys, source), loss, time);
            await store.Vectors.SweepAsync(cancellation).ConfigureAwait(false);
            await store.Egress.BeginAsync(cancellation).ConfigureAwait(false);
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
    public Task<Signed<Roster>?> RosterAsync(CancellationToken cancellation) => database.AskAsync(
        "read the roster", sql => RosterTable.Newest(sql) is { } newest ? Signed<Roster>.Parse(newest.Document) : null, cancellation);

    /// <summary>All rosters that were taken, the newest first.</summary>
    public async Task<IReadOnlyList<Signed<Roster>>> RostersAsync(CancellationToken cancellation) => await database.AskAsync(
        "read the rosters", sql => RosterTable.All(sql).ConvertAll(roster => Signed<Roster>.Parse(roster.Document)), cancellation).ConfigureAwait(false);

    /// <summary>Takes a roster whose signature the caller has verified.</summary>
    /// <returns>Null when it is the newest now; FM105 when a higher number, or another roster of this number, was taken before.</returns>
    public Task<Refusal?> TakeRosterAsync(Signed<Roster> roster, CancellationToken cancellation) => database.RunAsync(
        "take a roster",
        sql =>
        {
            (int Number, byte[] Document)? newest = RosterTable.Newest(sql);
            if (newest is { } known && Older(roster, known) is { } refusal)
                return refusal;
            if (newest?.Number != roster.Content.Number)
                RosterTable.Add(sql, roster.Content.Number, roster.ToJson());
            return null;
        },
        cancellation);

    /// <summary>Keeps a plan and what was decided about it. A later decision about the same plan takes the earlier one's place.</summary>
    /// <param name="plan">Valid in itself; its signature may be anybody's.</param>
    /// <param name="refusal">Null when this node takes part.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    public Task DecideAsync(Signed<Plan> plan, Refusal? refusal, CancellationToken cancellation) =>
        RunAsync("keep a study", sql => StudyTable.Decide(sql, plan, refusal, time.GetUtcNow()), cancellation);

    /// <summary>Marks a study as ended. Nothing happens when it is not known.</summary>
    public Task EndAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation) =>
        RunAsync("end a study", sql => StudyTable.End(sql, study, status, reason, time.GetUtcNow()), cancellation);

    /// <summary>All studies, oldest first.</summary>
    public async Task<IReadOnlyList<StoredStudy>> StudiesAsync(CancellationToken cancellation) =>
        await database.AskAsync("list the studies", StudyTable.All, cancellation).ConfigureAwait(false);

    public void Dispose()
    {
        database.Dispose();
        keys.Dispose();
    }

    private Task<bool> RunAsync(string name, Action<SqlSession> work, CancellationToken cancellation) => database.RunAsync(
        name,
        sql =>
        {
            work(sql);
            return true;
        },
        cancellation);

    private static Refusal? Older(Signed<Roster> roster, (int Number, byte[] Document) known)
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
