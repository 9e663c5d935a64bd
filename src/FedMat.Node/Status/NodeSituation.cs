using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Agreements;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>How a node stands, told beside it: from its status file and its stores. Nothing is changed.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="IsRunning">Whether a process holds the folder.</param>
/// <param name="Process">What the process said last; null for nothing.</param>
/// <param name="Roster">The newest roster; null where the node has not run yet.</param>
/// <param name="Self">The node's entry in it; null where it has none.</param>
/// <param name="Studies">Oldest first.</param>
public sealed record NodeSituation(
    string Name, bool IsRunning, StatusDocument? Process, Roster? Roster, Member? Self, IReadOnlyList<StudyStanding> Studies)
{
    /// <param name="options">The node's settings.</param>
    /// <param name="time">Tells which consents are in force.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RefusedException">FM508: a store cannot be read.</exception>
    public static async Task<NodeSituation> ReadAsync(NodeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        bool isRunning = FolderLock.IsHeld(options.Folder);
        StatusDocument? process = StatusDocument.Find(options.Folder);
        List<StudyRequest> requests = await RequestsAsync(options.Folder, time, cancellation).ConfigureAwait(false);
        using NodeView? view = NodeView.Open(options.Folder);
        try
        {
            Roster? roster = view?.Rosters() is [{ } newest, ..] ? newest.Content : null;
            Member? self = roster?.Named(options.Name);
            return new NodeSituation(
                options.Name, isRunning, process, roster, self, StudyStandings.Of(view, process, requests, self?.Key, time.GetUtcNow()));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"the store in {options.Folder} is damaged: {error.Message}; run: fedmat node ledger verify", error);
        }
    }

    private static async Task<List<StudyRequest>> RequestsAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        if (!AgreementStore.IsIn(folder))
            return [];
        using AgreementStore store = AgreementStore.Open(folder, time);
        return await store.StudiesAsync(cancellation).ConfigureAwait(false);
    }
}
