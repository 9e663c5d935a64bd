using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// The egress ledger: every message that left, written down before its first byte did, each line bound to the one before by its hash. A masked
/// vector, and a word that binds this node, are written down with the promise that lets them go. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeEgress
{
    private readonly MarkedDatabase database;
    private readonly TimeProvider time;

    internal NodeEgress(MarkedDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>The masked vectors that were let go, oldest first.</summary>
    /// <param name="study">Null for all studies.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<StoredUpload>> ListAsync(StudyId? study, CancellationToken cancellation) =>
        await database.ReadAsync("list uploads", sql => UploadTable.Of(sql, study), cancellation).ConfigureAwait(false);

    /// <summary>The masked vectors that were let go after a moment, of all studies, oldest first.</summary>
    public Task<List<StoredUpload>> SinceAsync(DateTimeOffset moment, CancellationToken cancellation) =>
        database.ReadAsync("list the latest uploads", sql => UploadTable.Since(sql, moment), cancellation);

    /// <summary>All lines, in their order.</summary>
    public async Task<IReadOnlyList<StoredEgress>> LinesAsync(CancellationToken cancellation) =>
        await database.ReadAsync("list the egress ledger", sql => EgressTable.Each(sql, study: null).ToList(), cancellation).ConfigureAwait(false);

    /// <summary>Writes down what is about to leave; when this returns, the line is on the disk.</summary>
    public Task NoteAsync(NewEgress entry, CancellationToken cancellation) => database.AppendAsync(
        "note what leaves", sql => EgressTable.Add(sql, entry, time.GetUtcNow()), isFlushed: true, cancellation);

    /// <summary>
    /// Writes down words that bind this node to nothing. The lines outlive this process, whatever ends it; they are flushed to the disk with the next
    /// promise, so that a loss of power may take the last of them.
    /// </summary>
    public Task NoteWordsAsync(IReadOnlyList<NewEgress> words, CancellationToken cancellation) => database.AppendAsync(
        "note words",
        sql =>
        {
            foreach (NewEgress word in words)
                EgressTable.Add(sql, word, time.GetUtcNow());
        },
        isFlushed: false, cancellation);

    /// <summary>Begins the ledger of a node from before with the vectors that it shows as sent.</summary>
    internal async Task BeginAsync(CancellationToken cancellation)
    {
        bool isBegun = await database.ReadAsync(
            "look at the egress ledger", sql => !EgressTable.IsEmpty(sql) || UploadTable.Of(sql, study: null).Count == 0, cancellation).ConfigureAwait(false);
        if (!isBegun)
            await database.AppendAsync("begin the egress ledger", Begin, isFlushed: true, cancellation).ConfigureAwait(false);
    }

    private static void Begin(SqlSession sql)
    {
        foreach (StoredUpload upload in UploadTable.Of(sql, study: null))
        {
            NewEgress vector = NewEgress.Vector(upload.Round, upload.Bytes, upload.Payload);
            EgressTable.Add(sql, vector, upload.Made);
            if (upload.Receipt is { } receipt)
                EgressTable.AddReceipt(sql, vector, roster: 0, receipt.ToBytes(), upload.Received!.Value);
        }
    }
}
