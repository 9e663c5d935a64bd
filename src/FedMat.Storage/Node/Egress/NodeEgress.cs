using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// The egress ledger: every masked vector that left, written down with the promise that lets it go. What was said beside them stands among the
/// promises. A part of <see cref="NodeStore"/>.
/// </summary>
public sealed class NodeEgress
{
    private readonly MarkedDatabase database;

    internal NodeEgress(MarkedDatabase database) => this.database = database;

    /// <summary>What was let go, oldest first.</summary>
    /// <param name="study">Null for all studies.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<StoredUpload>> ListAsync(StudyId? study, CancellationToken cancellation) =>
        await database.ReadAsync("list uploads", sql => UploadTable.Of(sql, study), cancellation).ConfigureAwait(false);
}
