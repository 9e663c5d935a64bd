using FedMat.Crypto;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// Model states and bundles: blobs that rows name. Two rows may name the same one, so nobody takes a blob away between its arrival and the
/// row that names it.
/// </summary>
internal sealed class NamedBlobs(BlobFolder blobs, Database<CoordinatorContext> database, CleanUp cleanUp) : IDisposable
{
    private const string Named = """
        SELECT state FROM study
        UNION SELECT sha256 FROM release
        UNION SELECT state FROM attempt WHERE outcome IN (0, 4) AND state <> ''
        """;

    private readonly SemaphoreSlim naming = new(1, 1);

    /// <summary>
    /// Puts a blob and writes the row that names it; then takes blobs away that no row names any longer. Where the row cannot be written, the blob
    /// goes again.
    /// </summary>
    /// <param name="keep">Puts the blob, or none.</param>
    /// <param name="write">Writes the row and answers which names it has taken out of the rows.</param>
    /// <param name="cancellation">Heeded until the blob is put.</param>
    public async Task WriteAsync(Func<Digest?> keep, Func<Task<IReadOnlyList<Digest>>> write, CancellationToken cancellation)
    {
        await naming.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Digest> loose = keep() is { } put ? [put] : [];
            try
            {
                loose = await write().ConfigureAwait(false);
            }
            finally
            {
                await cleanUp.RunAsync(() => DeleteAsync(loose)).ConfigureAwait(false);
            }
        }
        finally
        {
            naming.Release();
        }
    }

    /// <summary>At start: takes away what no row names.</summary>
    public async Task SweepAsync(CancellationToken cancellation) => blobs.Sweep(await NamedAsync(cancellation).ConfigureAwait(false));

    public void Dispose() => naming.Dispose();

    private async Task DeleteAsync(IReadOnlyList<Digest> loose)
    {
        if (loose.Count == 0)
            return;
        HashSet<Digest> named = await NamedAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (Digest blob in loose.Where(blob => !named.Contains(blob)))
            blobs.Delete(blob);
    }

    private Task<HashSet<Digest>> NamedAsync(CancellationToken cancellation) =>
        database.AskAsync("read blobs", sql => sql.Read(Named, row => row.Digest(0)).ToHashSet(), cancellation);
}
