using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>What a node's two stores and its status file say together of its studies.</summary>
internal static class StudyStandings
{
    /// <param name="view">The node's store; null where it has not run yet.</param>
    /// <param name="process">What the process said last.</param>
    /// <param name="requests">The plans that were put before the node.</param>
    /// <param name="key">The node's, by the roster; null where that is not known.</param>
    /// <param name="now">Tells which consents are in force.</param>
    public static List<StudyStanding> Of(NodeView? view, StatusDocument? process, List<StudyRequest> requests, VerifyingKey? key, DateTimeOffset now)
    {
        Dictionary<StudyId, Sent> sent = view is null ? [] : SentFor(view.Egress(study: null));
        List<StudyStanding> studies = [];
        foreach (StoredStudy study in view?.Studies() ?? [])
            studies.Add(Standing(study.Plan.Content, study.Status, AnswerOf(study.Refusal)));
        foreach (StudyRequest request in requests.Where(request => !studies.Exists(study => study.Id == request.Id)))
            studies.Add(Standing(request.Plan.Content, request.Status, "not taken up"));
        return studies;

        StudyStanding Standing(Plan plan, StudyStatus status, string answer)
        {
            Sent? left = sent.GetValueOrDefault(plan.Id);
            return new StudyStanding(
                plan.Id, plan.Name, status.ToString().ToLowerInvariant(), answer, StateOf(requests.Find(request => request.Id == plan.Id)),
                left?.Vectors ?? 0, left?.Bytes ?? 0, process?.Rounds.FirstOrDefault(round => round.Study == plan.Id.ToString()), left?.Last);
        }

        StudyState? StateOf(StudyRequest? request) => key is { } present ? request?.State(now, present) : request?.State(now);
    }

    private static string AnswerOf(Refusal? refusal) => refusal is null ? "takes part" : $"takes no part: {refusal}";

    private static Dictionary<StudyId, Sent> SentFor(IEnumerable<StoredEgress> lines)
    {
        Dictionary<StudyId, Sent> sent = [];
        foreach (StoredEgress line in lines)
        {
            if (line.Entry is not { Study: { } study, Kind: not EgressKind.Receipt })
                continue;
            Sent before = sent.GetValueOrDefault(study) ?? new Sent(0, 0, line.Made);
            sent[study] = new Sent(before.Vectors + (line.Entry.Kind == EgressKind.Vector ? 1 : 0), before.Bytes + line.Entry.Bytes, line.Made);
        }

        return sent;
    }

    private sealed record Sent(int Vectors, long Bytes, DateTimeOffset Last);
}
