using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The node's rows as they were frozen at one time.</summary>
/// <param name="Number">Grows from snapshot to snapshot, not always by one.</param>
/// <param name="Rows">Hash of the rows.</param>
/// <param name="RowCount">How many.</param>
/// <param name="Mark">From this commit on the ledger shows every list over them; see <see cref="NodePromises.Restored"/>.</param>
/// <param name="Made">When they were frozen.</param>
public sealed record SnapshotRecord(int Number, Digest Rows, int RowCount, long Mark, DateTimeOffset Made);
