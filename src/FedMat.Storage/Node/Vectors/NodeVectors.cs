using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// Quantised vectors: each is computed once for its contribution and stored sealed, under a key of its own, until its sum is accepted or its
/// study ends, and for as long as an open attempt of any study masks it.
/// A small one lies in the database, a large one in a file. One caller at a time for a contribution. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeVectors
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly MarkedDatabase database;
    private readonly string folder;
    private readonly PromiseSeal seal;
    private readonly TimeProvider time;

    internal NodeVectors(MarkedDatabase database, string folder, PromiseSeal seal, TimeProvider time)
    {
        this.database = database;
        this.folder = Directory.CreateDirectory(folder).FullName;
        this.seal = seal;
        this.time = time;
    }

    /// <summary>Stores a vector; when it returns, the vector is on the disk.</summary>
    /// <param name="study">For which it was made.</param>
    /// <param name="contribution">Hash of model state, ask and snapshot number.</param>
    /// <param name="vector">Its bytes; at least one.</param>
    /// <param name="cancellation">Heeded until the row is written.</param>
    /// <exception cref="InvalidOperationException">There is one for this contribution: read that.</exception>
    public async Task PutAsync(StudyId study, Digest contribution, ReadOnlyMemory<byte> vector, CancellationToken cancellation)
    {
        if (vector.IsEmpty)
            throw new ArgumentException("the vector is empty", nameof(vector));
        bool isSmall = vector.Length <= SealedVector.ChunkSize;
        if (!isSmall)
            await WriteFileAsync(contribution, vector, cancellation).ConfigureAwait(false);
        await database.WriteAsync("store a vector", transaction =>
        {
            if (VectorTable.Has(transaction.Sql, contribution))
                throw Second(contribution);
            byte[]? box = null;
            if (isSmall)
            {
                transaction.Keys.Ensure(contribution);
                box = SealedVector.Box(vector, 0, contribution, seal);
            }

            VectorTable.Add(transaction.Sql, study, contribution, new VectorTable.Row(vector.Length, box), time.GetUtcNow());
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>The vector; null when none is stored.</summary>
    /// <exception cref="IOException">Its file is missing or too short.</exception>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    public async Task<byte[]?> ReadAsync(Digest contribution, CancellationToken cancellation)
    {
        VectorTable.Row? row = await database.ReadAsync(
            "find a vector", sql => VectorTable.Find(sql, contribution), cancellation).ConfigureAwait(false);
        if (row is null)
            return null;
        using Stream boxes = row.Box is null ? File.OpenRead(PathOf(contribution)) : new MemoryStream(row.Box);
        return await SealedVector.ReadAsync(boxes, row.Length, contribution, seal, cancellation).ConfigureAwait(false)
            ?? throw new InvalidDataException($"the vector {contribution.Short} is damaged");
    }

    /// <summary>What is held, oldest first.</summary>
    public async Task<IReadOnlyList<StoredVector>> ListAsync(CancellationToken cancellation) =>
        await database.ReadAsync("list vectors", VectorTable.All, cancellation).ConfigureAwait(false);

    /// <summary>At start: clears away files that no row names.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        HashSet<string> named = [.. (await ListAsync(cancellation).ConfigureAwait(false)).Select(vector => PathOf(vector.Contribution))];
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !named.Contains(path)))
            File.Delete(path);
    }

    /// <summary>After its row and key are gone; a file that is left goes at the next start.</summary>
    internal void DeleteFile(Digest contribution) => File.Delete(PathOf(contribution));

    // Before the row: a row names nothing that is not there. A file or a key that no row names goes at the next start.
    private async Task WriteFileAsync(Digest contribution, ReadOnlyMemory<byte> vector, CancellationToken cancellation)
    {
        if (await database.ReadAsync("look for a vector", sql => VectorTable.Has(sql, contribution), cancellation).ConfigureAwait(false))
            throw Second(contribution);
        database.Keys.Ensure(contribution);
        DeleteFile(contribution);
        using (FileStream stream = AtomicFile.Create(PathOf(contribution), OwnerOnly))
        {
            await SealedVector.WriteAsync(stream, vector, contribution, seal, cancellation).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }

        AtomicFile.SyncFolder(folder);
    }

    private string PathOf(Digest contribution) => Path.Combine(folder, contribution.ToString());

    private static InvalidOperationException Second(Digest contribution) => new($"a vector {contribution.Short} is stored already");
}
