using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>
/// Numbers the states of the private table. Two exact sums over rows that differ by a few would tell of those few, so the number grows
/// only when enough of each kind (<see cref="RowPrints"/>) changed at once, or none of it; with fewer, no new study may use them.
/// </summary>
internal sealed class SnapshotKeeper
{
    private readonly NodeStore store;
    private readonly string folder;
    private readonly DataContract contract;
    private readonly byte[] key;

    /// <param name="folder">The node's state folder.</param>
    /// <param name="site">Its identity key gives the key of the prints.</param>
    /// <param name="store">Holds the numbers.</param>
    public SnapshotKeeper(string folder, Site site, NodeStore store)
    {
        this.store = store;
        this.folder = Directory.CreateDirectory(FolderIn(folder)).FullName;
        contract = site.Contract;
        key = RowKey.Of(this.folder, site.Key);
    }

    /// <summary>Where the prints lie in a node's state folder.</summary>
    public static string FolderIn(string folder) => Path.Combine(folder, "snapshots");

    /// <summary>The snapshot of the rows as they are, which a study uses from now on.</summary>
    /// <param name="plan">The study, and how many rows must change at once.</param>
    /// <param name="data">The rows.</param>
    /// <param name="cancellation">Heeded until the number is written.</param>
    /// <returns>FM210, FM326 or FM507: see <see cref="NodeSnapshots.UseAsync"/>.</returns>
    public async Task<Outcome<SnapshotRecord>> UseAsync(Plan plan, Dataset data, CancellationToken cancellation)
    {
        RowPrints rows = RowPrinter.Of(data, contract, key);
        byte[] prints = rows.ToBytes();
        string path = PathOf(rows.Hash);
        bool isNew = !File.Exists(path);
        // The prints first: a number names nothing that is not there. A file of a version that did not tell bounds apart is shorter.
        if (isNew || new FileInfo(path).Length != prints.Length)
            AtomicFile.Write(path, prints, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        NewSnapshot table = new(rows.Hash, rows.Count, plan.MinimumCell);
        Outcome<SnapshotRecord> snapshot =
            await store.Snapshots.UseAsync(plan.Id, table, latest => ChangedSince(rows, latest), cancellation).ConfigureAwait(false);
        if (isNew && !snapshot.IsGiven)
            File.Delete(path);
        return snapshot;
    }

    private int ChangedSince(RowPrints rows, SnapshotRecord latest)
    {
        string path = PathOf(latest.Rows);
        return File.Exists(path)
            ? rows.ChangedSince(RowPrints.Parse(File.ReadAllBytes(path)))
            : rows.ChangedSince(latest.RowCount);
    }

    private string PathOf(Digest rows) => Path.Combine(folder, rows.ToString());
}
