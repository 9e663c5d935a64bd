using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// Everything that this node said in secure sums, kept before it is said: a stage of an attempt has one answer for ever. When a call
/// returns, keys, rows and mark are on the disk: two flushes, whatever a step holds. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodePromises
{
    private readonly MarkedDatabase database;
    private readonly NodeVectors vectors;
    private readonly PromiseSeal seal;
    private readonly TimeProvider time;
    private readonly PromiseLoss loss;

    internal NodePromises(MarkedDatabase database, NodeVectors vectors, PromiseSeal seal, TimeProvider time, PromiseLoss loss)
    {
        this.database = database;
        this.vectors = vectors;
        this.seal = seal;
        this.time = time;
        this.loss = loss;
    }

    /// <summary>
    /// Set for good when the database is or was an older copy: up to this mark the node may have promised what the database does not show.
    /// An attempt with a higher mark is complete.
    /// </summary>
    public long? Restored => loss.Restored;

    /// <summary>
    /// Whether the key file is gone of what was promised under the present identity key: in which attempts nobody can say, and so none is entered
    /// any more under this key.
    /// </summary>
    public bool IsIdentitySpent => loss.IsIdentitySpent;

    /// <summary>Opens an attempt, as a step of its own. Opening it again with the same secrets changes nothing.</summary>
    /// <returns>FM319: the round was opened with other terms. FM322: the attempt is closed.</returns>
    /// <exception cref="InvalidOperationException">The attempt is open with other secrets: those are to be used.</exception>
    public async Task<Outcome<SetupRecord>> OpenAsync(RoundId round, Digest setup, ReadOnlyMemory<byte> secrets, CancellationToken cancellation)
    {
        PromiseStep step = new() { Open = new NewSetup(round, setup, secrets) };
        Outcome<byte[][]> outcome = await KeepAsync(step, cancellation).ConfigureAwait(false);
        if (!outcome.IsGiven)
            return outcome.Refusal;
        return (await FindAsync(round, cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Keeps a step. What is there already, for the same request, stays as it is.</summary>
    /// <param name="step">A list's check runs in the transaction.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <returns>
    /// The answers to send, in the order of the step's promises: where one was kept before, that one. FM319: a stage was answered for another
    /// request, or the round was opened with other terms. FM322: an attempt is not open. FM326: the attempt was entered, or another list agreed to,
    /// in the part of the database that a restored one lacks. Else what a list's check said. After a refusal nothing of the step is kept.
    /// </returns>
    /// <exception cref="ArgumentException">The step contradicts itself.</exception>
    /// <exception cref="InvalidOperationException">The attempt is open with other secrets: those are to be used.</exception>
    /// <exception cref="IOException">The disk or the database failed; the step can be tried again.</exception>
    public async Task<Outcome<byte[][]>> KeepAsync(PromiseStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.Check();
        (Outcome<byte[][]> answers, bool isErased) = await database.WriteAsync("keep promises", transaction =>
        {
            PromiseWriter writer = new(transaction, seal, loss, time.GetUtcNow());
            return (writer.Write(step), writer.IsErased);
        }, cancellation).ConfigureAwait(false);
        if (isErased)
            vectors.DeleteFile(step.Erase!.Value);
        return answers;
    }

    /// <summary>Ends an attempt and erases its secrets. Nothing happens when it is not known or has ended.</summary>
    /// <exception cref="ArgumentException">The status is open.</exception>
    public Task CloseAsync(Digest setup, SetupStatus status, CancellationToken cancellation) =>
        KeepAsync(new PromiseStep { End = new SetupEnd(setup, status) }, cancellation);

    /// <summary>Keeps the node's signed word that an attempt is closed, whether it took part in it or not, and closes it.</summary>
    /// <returns>
    /// The word to send, the first one that was kept. FM319: stage 4 was answered. FM326: the node cannot know what it answered, because its
    /// database was restored since it entered the attempt.
    /// </returns>
    public Task<Outcome<byte[]>> KeepClosingAsync(RoundId round, ReadOnlyMemory<byte> closing, CancellationToken cancellation) =>
        database.WriteAsync<Outcome<byte[]>>("keep a closing", transaction =>
        {
            SqlSession sql = transaction.Sql;
            if (ClosingTable.Find(sql, round) is { } kept)
                return kept;
            SetupRecord? setup = SetupTable.Find(sql, round);
            if (loss.IsUnknown || (setup is null ? transaction.Keys.Has(PromiseNote.Entered(round)) : setup.Mark <= Restored))
                return new Refusal(RefusalCode.PromisesRestored, $"this node's database was restored; it cannot vouch for {round}");
            if (setup is not null && PromiseTable.Find(sql, setup.Setup, PromiseTable.UnmaskStage, part: 0) is not null)
                return new Refusal(RefusalCode.RequestDiffers, $"stage {PromiseTable.UnmaskStage} of {round} was answered before");
            ClosingTable.Add(sql, round, closing, time.GetUtcNow());
            transaction.Notes.Add(PromiseNote.Entered(round));
            if (setup is not null)
                SetupTable.End(transaction, new SetupEnd(setup.Setup, SetupStatus.Closed));
            return closing.ToArray();
        }, cancellation);

    /// <summary>Closes the attempts of a study that are older than they may become and in which no list was agreed to and no share opened.</summary>
    /// <returns>Those that were closed.</returns>
    public async Task<IReadOnlyList<SetupRecord>> ExpireAsync(StudyId study, DateTimeOffset before, CancellationToken cancellation) =>
        await database.WriteAsync("close attempts that are too old", transaction =>
        {
            List<SetupRecord> old = SetupTable.Undecided(transaction.Sql, study, before);
            old.ForEach(setup => SetupTable.End(transaction, new SetupEnd(setup.Setup, SetupStatus.Closed)));
            return old;
        }, cancellation).ConfigureAwait(false);

    /// <summary>
    /// A study is over: its attempts are closed, its vectors go where no open attempt of another study masks them, and so do its answers. There
    /// stay its attempts, which of them had opened shares, closings, lists and the egress ledger. Again is harmless.
    /// </summary>
    public async Task EndStudyAsync(StudyId study, CancellationToken cancellation)
    {
        List<Digest> gone = await database.WriteAsync("end a study's promises", transaction =>
        {
            foreach (SetupRecord setup in SetupTable.Open(transaction.Sql, study))
                SetupTable.End(transaction, new SetupEnd(setup.Setup, SetupStatus.Closed));
            PromiseTable.Prune(transaction.Sql, study);
            return VectorTable.Of(transaction.Sql, study).FindAll(contribution => VectorTable.EraseUnused(transaction, contribution));
        }, cancellation).ConfigureAwait(false);
        gone.ForEach(vectors.DeleteFile);
    }

    /// <summary>The attempt as it was opened here, whatever became of it.</summary>
    public Task<SetupRecord?> FindAsync(RoundId round, CancellationToken cancellation) =>
        database.ReadAsync("find a setup", sql => SetupTable.Find(sql, round), cancellation);

    /// <summary>An answer of the last attempt in which it was given: of the highest round, and of that the highest attempt.</summary>
    public async Task<StoredPromise?> NewestAsync(StudyId study, int stage, int part, CancellationToken cancellation)
    {
        Digest? setup = await database.ReadAsync("find the newest answer", sql => SetupTable.Newest(sql, study, stage, part), cancellation)
            .ConfigureAwait(false);
        return setup is { } found
            ? (await ListAsync(found, cancellation).ConfigureAwait(false)).Single(promise => promise.Stage == stage && promise.Part == part)
            : null;
    }

    /// <summary>Open attempts, oldest first.</summary>
    /// <param name="study">Null for all studies.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<SetupRecord>> OpenSetupsAsync(StudyId? study, CancellationToken cancellation) =>
        await database.ReadAsync("list open setups", sql => SetupTable.Open(sql, study), cancellation).ConfigureAwait(false);

    /// <summary>What was drawn for an attempt; null when it is not open or its key is missing. The caller clears it.</summary>
    public async Task<byte[]?> SecretsAsync(Digest setup, CancellationToken cancellation)
    {
        byte[]? box = await database.ReadAsync("read secrets", sql => SetupTable.Secrets(sql, setup), cancellation).ConfigureAwait(false);
        return box is null ? null : seal.Open(setup, box, PromiseSeal.SecretsPlace(setup));
    }

    /// <summary>All answers of an attempt, by stage and part.</summary>
    public async Task<IReadOnlyList<StoredPromise>> ListAsync(Digest setup, CancellationToken cancellation)
    {
        List<PromiseTable.Row> rows = await database.ReadAsync(
            "list promises", sql => PromiseTable.Of(sql, setup), cancellation).ConfigureAwait(false);
        return rows.ConvertAll(row => new StoredPromise(
            setup, row.Stage, row.Part, row.Request, row.RequestBytes, row.Open(setup, seal), row.Made));
    }
}
