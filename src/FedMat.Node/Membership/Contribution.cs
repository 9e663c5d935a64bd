using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>What this node has given to a study and cannot take back.</summary>
/// <param name="Study">Which.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Rounds">For how many rounds a masked vector was made, so that it has left or may have.</param>
/// <param name="Status">How the study stands, by the coordinator's word.</param>
public sealed record Contribution(StudyId Study, string Name, int Rounds, StudyStatus Status)
{
    /// <summary>By study, the oldest first.</summary>
    /// <param name="view">Null where no node has run.</param>
    public static IReadOnlyList<Contribution> Of(NodeView? view)
    {
        if (view is null)
            return [];
        Dictionary<StudyId, int> rounds = view.Uploads()
            .GroupBy(upload => upload.Round.Study)
            .ToDictionary(study => study.Key, study => study.DistinctBy(upload => upload.Round.Round).Count());
        return [.. view.Studies()
            .Where(study => rounds.ContainsKey(study.Plan.Content.Id))
            .Select(study => new Contribution(study.Plan.Content.Id, study.Plan.Content.Name, rounds[study.Plan.Content.Id], study.Status))];
    }
}
