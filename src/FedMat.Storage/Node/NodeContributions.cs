using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Node;

/// <summary>
/// Every contribution of a node, stored with its bytes before the first of them leaves, so that a restarted node sends the very
/// same ones again: the beginning of the egress ledger. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeContributions
{
    private readonly Database<NodeContext> database;
    private readonly BlobFolder blobs;
    private readonly TimeProvider time;

    internal NodeContributions(Database<NodeContext> database, BlobFolder blobs, TimeProvider time)
    {
        this.database = database;
        this.blobs = blobs;
        this.time = time;
    }

    /// <summary>What was made for this very attempt.</summary>
    public async Task<StoredContribution?> FindAsync(RoundId round, CancellationToken cancellation) =>
        (await database.ReadAsync("find a contribution", tables => RowAsync(tables, round, cancellation), cancellation).ConfigureAwait(false))?.ToNoun();

    /// <summary>What was made last for the study: of the highest round, and of that the highest attempt.</summary>
    public async Task<StoredContribution?> NewestAsync(StudyId study, CancellationToken cancellation)
    {
        string id = study.ToString();
        ContributionRow? newest = await database.ReadAsync(
            "find the newest contribution",
            tables => tables.Contributions.Where(row => row.Study == id)
                .OrderByDescending(row => row.Round).ThenByDescending(row => row.Attempt).FirstOrDefaultAsync(cancellation),
            cancellation).ConfigureAwait(false);
        return newest?.ToNoun();
    }

    /// <summary>Stores a contribution with its bytes; afterwards it may be sent. Earlier ones of the study are past: their bytes go.</summary>
    /// <exception cref="ArgumentException">The bytes are not those that were signed.</exception>
    /// <exception cref="InvalidOperationException">A contribution to this attempt is stored already: send that one.</exception>
    public async Task<StoredContribution> AddAsync(SignedContribution signed, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        RoundId round = signed.Contribution.Round;
        if (Digest.Of(payload.Span) != signed.Contribution.Payload)
            throw new ArgumentException("these are not the bytes that were signed", nameof(payload));
        // The blob first: a row names nothing that is not there. A blob that no row names is swept away at the next start.
        blobs.Put(payload.Span);
        ContributionRow row = signed.ToRow(payload.Length, time.GetUtcNow());
        await database.WriteAsync("store a contribution", async tables =>
        {
            if (await RowAsync(tables, round, cancellation).ConfigureAwait(false) is not null)
                throw new InvalidOperationException($"a contribution to {round} is stored already");
            tables.Add(row);
        }, cancellation).ConfigureAwait(false);
        await LetGoAsync(round.Study, round, cancellation).ConfigureAwait(false);
        return row.ToNoun();
    }

    /// <summary>The bytes of a contribution that is still held, checked against their digest.</summary>
    /// <exception cref="IOException">They are no longer here.</exception>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    public byte[] Read(StoredContribution contribution) => blobs.Read(contribution.Signed.Contribution.Payload);

    /// <summary>Notes, before it happens, that bytes begin to leave.</summary>
    public Task BeginSendAsync(RoundId round, CancellationToken cancellation) =>
        ChangeAsync("begin to send", round, row =>
        {
            row.FirstSent ??= time.GetUtcNow().UtcTicks;
            row.Sends++;
        }, cancellation);

    /// <summary>Notes how many of the vector's bytes left.</summary>
    public Task EndSendAsync(RoundId round, long bytes, CancellationToken cancellation) =>
        ChangeAsync("end sending", round, row => row.BytesSent += bytes, cancellation);

    /// <summary>Keeps a receipt whose signature the caller has verified; the bytes are no longer needed and go.</summary>
    public async Task KeepReceiptAsync(Receipt receipt, CancellationToken cancellation)
    {
        await ChangeAsync("keep a receipt", receipt.Round, row =>
        {
            row.Receipt = receipt.Signature;
            row.Received ??= time.GetUtcNow().UtcTicks;
        }, cancellation).ConfigureAwait(false);
        await LetGoAsync(receipt.Round.Study, except: null, cancellation).ConfigureAwait(false);
    }

    /// <summary>What was made, oldest first.</summary>
    /// <param name="study">Null for all studies.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<StoredContribution>> ListAsync(StudyId? study, CancellationToken cancellation)
    {
        string? id = study?.ToString();
        List<ContributionRow> rows = await database.ReadAsync(
            "list the contributions",
            tables => tables.Contributions.Where(row => id == null || row.Study == id)
                .OrderBy(row => row.Stored).ThenBy(row => row.Round).ThenBy(row => row.Attempt).ToListAsync(cancellation),
            cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToNoun())];
    }

    /// <summary>Erases the bytes of a study's contributions, all but one.</summary>
    internal async Task LetGoAsync(StudyId study, RoundId? except, CancellationToken cancellation)
    {
        string id = study.ToString();
        List<string> unneeded = await database.WriteAsync("let contributions go", async tables =>
        {
            List<ContributionRow> held = await tables.Contributions.Where(row => row.IsHeld).ToListAsync(cancellation).ConfigureAwait(false);
            List<ContributionRow> past = held.FindAll(row => row.Study == id && (row.Round, row.Attempt) != (except?.Round, except?.Attempt));
            past.ForEach(row => row.IsHeld = false);
            // Two attempts at an exact sum have the same bytes, and so the same blob.
            return past.Select(row => row.Payload).Except(held.Where(row => row.IsHeld).Select(row => row.Payload)).ToList();
        }, cancellation).ConfigureAwait(false);
        foreach (string payload in unneeded)
            blobs.Delete(Digest.Parse(payload));
    }

    /// <summary>At start: clears away bytes that no row names.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        List<string> held = await database.ReadAsync(
            "list held bytes",
            tables => tables.Contributions.Where(row => row.IsHeld).Select(row => row.Payload).ToListAsync(cancellation),
            cancellation).ConfigureAwait(false);
        blobs.Sweep(held.Select(Digest.Parse).ToHashSet());
    }

    private Task ChangeAsync(string name, RoundId round, Action<ContributionRow> change, CancellationToken cancellation) =>
        database.WriteAsync(name, async tables =>
        {
            ContributionRow row = await RowAsync(tables, round, cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"no contribution to {round} is stored");
            change(row);
        }, cancellation);

    private static Task<ContributionRow?> RowAsync(NodeContext tables, RoundId round, CancellationToken cancellation)
    {
        string study = round.Study.ToString();
        return tables.Contributions.SingleOrDefaultAsync(
            row => row.Study == study && row.Round == round.Round && row.Attempt == round.Attempt, cancellation);
    }
}
