using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>
/// Numbers the states of the private table. Two exact sums over rows that differ by a few would tell of those few, so the number grows
/// only when enough of them changed at once; with fewer, no new study may use them.
/// </summary>
internal sealed class SnapshotKeeper
{
    private readonly NodeStore store;
    private readonly string folder;
    private readonly byte[] key;

    /// <param name="folder">The node's state folder.</param>
    /// <param name="site">Its identity key gives the key of the prints, since the same bytes always give the same signature.</param>
    /// <param name="store">Holds the numbers.</param>
    public SnapshotKeeper(string folder, Site site, NodeStore store)
    {
        this.store = store;
        this.folder = Directory.CreateDirectory(Path.Combine(folder, "snapshots")).FullName;
        key = Digest.Of(site.Key.Sign("fedmat.rows.v1"u8)).ToArray();
    }

    /// <summary>The snapshot of the rows as they are.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="minimumCell">So many must change at once, by the plan that is to use them.</param>
    /// <param name="cancellation">Heeded until the number is written.</param>
    /// <returns>FM507: too few changed since a study last used them.</returns>
    public async Task<Outcome<SnapshotRecord>> NumberAsync(Dataset data, int minimumCell, CancellationToken cancellation)
    {
        RowPrints rows = RowPrints.Of(data, key);
        int changed = 0;
        // The prints first: a number names nothing that is not there.
        AtomicFile.Write(PathOf(rows.Hash), rows.ToBytes(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SnapshotRecord snapshot = await store.Snapshots.NumberAsync(rows.Hash, rows.Count, latest =>
        {
            changed = ChangedSince(rows, latest);
            return changed >= minimumCell;
        }, cancellation).ConfigureAwait(false);
        if (snapshot.Rows == rows.Hash)
            return snapshot;
        File.Delete(PathOf(rows.Hash));
        return new Refusal(RefusalCode.DataUnusable,
            $"{changed} rows changed since a study used them; this plan takes changes of {minimumCell} rows or more, so that no difference of two "
            + "sums tells of fewer: take the changes back, or make them together with others");
    }

    private int ChangedSince(RowPrints rows, SnapshotRecord latest)
    {
        string path = PathOf(latest.Rows);
        return File.Exists(path)
            ? rows.ChangedSince(RowPrints.Parse(File.ReadAllBytes(path)))
            : Math.Abs(rows.Count - latest.RowCount);
    }

    private string PathOf(Digest rows) => Path.Combine(folder, rows.ToString());
}
