using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A study as the coordinator keeps it.</summary>
/// <param name="Plan">Under its proposer's signature.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it ended; empty while it runs and when it was completed.</param>
/// <param name="State">The model state that the next sum starts from.</param>
/// <param name="Sums">Sums done; the next round has the number after it.</param>
/// <param name="Release">What came of it.</param>
/// <param name="Opened">When it was proposed.</param>
/// <param name="Ended">When it ended.</param>
public sealed record StudyRecord(
    Signed<Plan> Plan, StudyStatus Status, string Reason, Digest State, int Sums, ReleaseId? Release, DateTimeOffset Opened, DateTimeOffset? Ended)
{
    public StudyId Id => Plan.Content.Id;
}
