using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// The sums of running studies: attempts with their words and decisions, what holds for whole studies, who contributed. In plain SQL, since every
/// stage of every round waits for it. A part of <see cref="CoordinatorStore"/>.
/// </summary>
public sealed class SumStore
{
    private readonly Database<CoordinatorContext> database;
    private readonly NamedBlobs naming;
    private readonly BlobFolder blobs;
    private readonly VectorFolder vectors;

    internal SumStore(Database<CoordinatorContext> database, NamedBlobs naming, BlobFolder blobs, VectorFolder vectors)
    {
        this.database = database;
        this.naming = naming;
        this.blobs = blobs;
        this.vectors = vectors;
    }

    /// <summary>
    /// Writes what happened, in one transaction; when it returns, it is on the disk. States and vectors that nothing needs any longer are taken away
    /// after that, which fails nothing.
    /// </summary>
    /// <exception cref="IOException">The disk or the database failed before the commit: nothing is written, and the same changes can be tried again.</exception>
    public Task WriteAsync(SumChanges changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        changes.Opened.ForEach(attempt => vectors.Make(attempt.Setup));
        Task<AttemptTable.Over> TransactAsync() =>
            database.RunAsync("write sums", sql => SumWriter.Write(sql, changes), _ => { }, cancellation);
        if (changes.Advance is null && changes.Ended.Count == 0)
            return TransactAsync();
        return naming.WriteAsync(
            () => Put(changes.Advance),
            async () =>
            {
                AttemptTable.Over over = await TransactAsync().ConfigureAwait(false);
                over.Setups.ForEach(vectors.Drop);
                return over.States;
            },
            cancellation);
    }

    /// <summary>The attempts of a study whose words are needed, by round and attempt.</summary>
    public Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<AttemptRecord>>("read attempts", sql => AttemptTable.Read(sql, study), cancellation);

    /// <summary>How far the attempts at a round have come.</summary>
    /// <returns>The highest number of one, 0 for none, and how many have failed.</returns>
    public Task<(int Highest, int Failed)> TriedAsync(StudyId study, int round, CancellationToken cancellation) =>
        database.AskAsync("count attempts", sql => AttemptTable.Tried(sql, study, round), cancellation);

    /// <summary>What every member of a study is told, in the order in which it was written.</summary>
    public Task<IReadOnlyList<SumNotice>> NoticesAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<SumNotice>>("read notices", sql => StudySumTables.Notices(sql, study), cancellation);

    /// <summary>The members without whom a study's exact sums go on.</summary>
    public Task<IReadOnlyList<MemberId>> LeftOutAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<MemberId>>("read who is left out", sql => StudySumTables.LeftOut(sql, study), cancellation);

    /// <summary>Leaves a member out of a study's exact sums, for good. Again is harmless.</summary>
    public Task LeaveOutAsync(StudyId study, MemberId member, string administrator, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        database.RunAsync("leave a member out", sql =>
        {
            sql.Run(
                "INSERT INTO left_out (study, member, administrator, reason, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                study, member, administrator, reason, now);
            return true;
        }, _ => { }, cancellation);

    /// <summary>The members that have a vector in a completed sum of a study.</summary>
    public Task<IReadOnlyList<MemberId>> ContributorsAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<MemberId>>("read contributors", sql => StudySumTables.Contributors(sql, study), cancellation);

    /// <summary>The lists of members that exact sums of all studies were taken over, or may have been.</summary>
    public Task<IReadOnlyList<ExactList>> ExactListsAsync(CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<ExactList>>("read exact lists", StudySumTables.ExactLists, cancellation);

    private Digest? Put(SumAdvance? advance) => advance is null ? null : blobs.Put(advance.Next.Memory.Span);
}
