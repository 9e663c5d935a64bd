using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Coordinator.Studies;

/// <summary>How a study stands at one moment.</summary>
/// <param name="Plan">Under its proposer's signature.</param>
/// <param name="Members">The members that take part, by the roster.</param>
/// <param name="Unit">Of the target.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it ended; while it runs, what holds it up, if anything does.</param>
/// <param name="Sums">Sums done.</param>
/// <param name="Phase">What is summed.</param>
/// <param name="Round">Training rounds done.</param>
/// <param name="Rounds">Training rounds in all.</param>
/// <param name="TrainLoss">Mean training loss, once it is known.</param>
/// <param name="HoldOutMae">Mean absolute error on the hold-out rows, once it is known.</param>
/// <param name="Attempt">The attempt that is under way.</param>
/// <param name="Contributed">Whose vectors it has.</param>
/// <param name="Wait">What it waits for; null when there is none.</param>
/// <param name="Notices">What members are told, in this order.</param>
/// <param name="Release">What came of it.</param>
/// <param name="Ended">When it ended.</param>
internal sealed record StudySituation(
    Signed<Plan> Plan,
    IReadOnlyList<Member> Members,
    string Unit,
    StudyStatus Status,
    string Reason,
    int Sums,
    string Phase,
    int Round,
    int Rounds,
    double? TrainLoss,
    double? HoldOutMae,
    RoundId? Attempt,
    IReadOnlySet<MemberId> Contributed,
    StudyWait? Wait,
    IReadOnlyList<SumNotices> Notices,
    ReleaseId? Release,
    DateTimeOffset? Ended)
{
    public StudyId Study { get; } = Plan.Content.Id;

    public bool Concerns(MemberId member) => Members.Any(candidate => candidate.Id == member);

    public StudyEnding Ending => new(Study, Status, Reason, Release);
}
