using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>How a node stands, told beside it: from its status file and its store. Nothing is changed.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="IsRunning">Whether a process holds the folder.</param>
/// <param name="Process">What the process said last; null for nothing.</param>
/// <param name="Roster">The newest roster; null where the node has not run yet.</param>
/// <param name="Self">The node's entry in it; null where it has none.</param>
/// <param name="Studies">Oldest first.</param>
public sealed record NodeSituation(
    string Name, bool IsRunning, StatusDocument? Process, Roster? Roster, Member? Self, IReadOnlyList<StudyState> Studies)
{
    /// <exception cref="RefusedException">FM508: the store cannot be read.</exception>
    public static NodeSituation Of(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        bool isRunning = FolderLock.IsHeld(options.Folder);
        StatusDocument? process = StatusDocument.Find(options.Folder);
        using NodeView? view = NodeView.Open(options.Folder);
        try
        {
            Roster? roster = view?.Rosters() is [{ } newest, ..] ? newest.Content : null;
            Member? self = roster?.Members.FirstOrDefault(member => member.Name == options.Name);
            return new NodeSituation(options.Name, isRunning, process, roster, self, view is null ? [] : StudiesOf(view, process));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"the store in {options.Folder} is damaged: {error.Message}; run: fedmat node ledger verify", error);
        }
    }

    private static List<StudyState> StudiesOf(NodeView view, StatusDocument? process)
    {
        Dictionary<StudyId, (int Vectors, long Bytes, DateTimeOffset Last)> sent = [];
        foreach (StoredEgress line in view.Egress(study: null).Where(line => line.Entry is { Study: not null, Kind: not EgressKind.Receipt }))
        {
            (int vectors, long bytes, _) = sent.GetValueOrDefault(line.Entry.Study!.Value);
            sent[line.Entry.Study.Value] = (vectors + (line.Entry.Kind == EgressKind.Vector ? 1 : 0), bytes + line.Entry.Bytes, line.Made);
        }

        List<StudyState> studies = [];
        foreach (StoredStudy study in view.Studies())
        {
            StudyId id = study.Plan.Content.Id;
            bool hasSent = sent.TryGetValue(id, out (int Vectors, long Bytes, DateTimeOffset Last) left);
            studies.Add(new StudyState(
                id, study.Plan.Content.Name, study.Status.ToString().ToLowerInvariant(), study.Refusal is { } refusal ? $"refused: {refusal}" : "takes part",
                left.Vectors, left.Bytes, process?.Rounds.FirstOrDefault(round => round.Study == id.ToString()), hasSent ? left.Last : null));
        }

        return studies;
    }
}
