using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// Numbers the states of the node's rows, whatever study uses them, and keeps for each study which it uses: a study never goes on with other rows.
/// All studies over one state group it by the same number of rows, since two groupings could be subtracted. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeSnapshots
{
    private readonly MarkedDatabase database;
    private readonly TimeProvider time;
    private readonly PromiseLoss loss;

    internal NodeSnapshots(MarkedDatabase database, TimeProvider time, PromiseLoss loss)
    {
        this.database = database;
        this.time = time;
        this.loss = loss;
    }

    /// <summary>
    /// The snapshot that a study uses: the one of before, or the latest when the table has its rows still, or a new one when enough rows changed
    /// at once.
    /// </summary>
    /// <param name="study">Has the same rows for good.</param>
    /// <param name="table">As it is.</param>
    /// <param name="changedSince">How many rows changed since the latest snapshot, of the kind of which the fewest did. It runs in the transaction.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <returns>
    /// FM210: the latest snapshot is grouped by another number. FM326: the study's rows stood in a part of the database that a restored one lacks,
    /// or which sums were agreed to over them nobody knows. FM507: the study has used other rows, or too few changed.
    /// </returns>
    public Task<Outcome<SnapshotRecord>> UseAsync(
        StudyId study, NewSnapshot table, Func<SnapshotRecord, int> changedSince, CancellationToken cancellation) =>
        database.WriteAsync("choose the rows of a study", transaction =>
        {
            SnapshotRecord? used = SnapshotTable.Of(transaction.Sql, study);
            if (used is null && transaction.Keys.Has(PromiseNote.RowsOf(study)))
                return UnknownRows;
            if (used is not null && used.Rows != table.Rows)
                return OtherRows;
            if (used is not null)
                return IsUnknown(used) ? UnknownLists : used;
            Outcome<SnapshotRecord> chosen = Choose(transaction.Sql, table, changedSince);
            if (chosen.IsGiven)
            {
                SnapshotTable.Bind(transaction.Sql, study, chosen.Value.Number);
                transaction.Notes.Add(PromiseNote.RowsOf(study));
            }

            return chosen;
        }, cancellation);

    private static Refusal OtherRows => new(
        RefusalCode.DataUnusable,
        "the table has changed since this study began, and a study keeps its rows: put them back, or leave this study to the other members");

    private static Refusal UnknownRows => new(
        RefusalCode.PromisesRestored, "the database was restored and does not show which rows this study has used; this node takes no further part in it");

    private static Refusal UnknownLists => new(
        RefusalCode.PromisesRestored,
        "the file 'promises.key' was lost, and with it which sums over these rows were agreed to; this node takes part again with rows of which enough have changed");

    private bool IsUnknown(SnapshotRecord snapshot) => loss.IsUnknown && snapshot.Mark <= loss.Restored;

    private Outcome<SnapshotRecord> Choose(SqlSession sql, NewSnapshot table, Func<SnapshotRecord, int> changedSince)
    {
        SnapshotRecord? latest = SnapshotTable.Latest(sql);
        if (latest?.Rows == table.Rows)
        {
            if (IsUnknown(latest))
                return UnknownLists;
            SnapshotTable.Group(sql, latest.Number, table.MinimumCell);
            return latest.MinimumCell == 0 || latest.MinimumCell == table.MinimumCell
                ? latest with { MinimumCell = table.MinimumCell }
                : OtherCell(latest, table);
        }

        if (latest is not null && TooFew(changedSince(latest), Math.Max(latest.MinimumCell, table.MinimumCell)) is { } refusal)
            return refusal;
        SnapshotTable.Add(sql, Next(latest), table, time.GetUtcNow());
        return SnapshotTable.Latest(sql)!;
    }

    private static Refusal OtherCell(SnapshotRecord latest, NewSnapshot table) => new(
        RefusalCode.CellDiffers,
        $"another study groups these rows by {latest.MinimumCell} ('minimumCell'), this plan by {table.MinimumCell}: the two groupings could be "
        + $"subtracted, and single rows would show; plan with {latest.MinimumCell}");

    private static Refusal? TooFew(int changed, int fewest) => changed >= fewest
        ? null
        : new Refusal(
            RefusalCode.DataUnusable,
            $"{changed} rows changed since a study used them; it takes changes of {fewest} rows or more at once, so that no difference of two "
            + "sums tells of fewer (measured targets, bounds, rows without a target and values of each auxiliary target count apart): take the changes back, or make them together with others");

    // Each snapshot took a commit. So many as a restored database lacks commits may be missing, and none of their numbers is used again.
    private int Next(SnapshotRecord? latest) =>
        checked((int)((latest?.Number ?? 0) + 1 + Math.Max(0, (loss.Restored ?? 0) - (latest?.Mark ?? 0))));
}
