using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The node's rows as they were frozen at one time.</summary>
/// <param name="Number">Grows from snapshot to snapshot, not always by one.</param>
/// <param name="Rows">Hash of the rows.</param>
/// <param name="RowCount">How many.</param>
/// <param name="MinimumCell">By how many every study over them groups them; 0 before the first of those.</param>
/// <param name="Mark">The commit that froze them; see <see cref="NodePromises.Restored"/>.</param>
/// <param name="Made">When they were frozen.</param>
public sealed record SnapshotRecord(int Number, Digest Rows, int RowCount, int MinimumCell, long Mark, DateTimeOffset Made);
