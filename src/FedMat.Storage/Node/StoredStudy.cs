using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A study as this node knows it.</summary>
/// <param name="Plan">Under its proposer's signature.</param>
/// <param name="Seen">When the plan first reached this node.</param>
/// <param name="Refusal">Why this node takes no part; null when it does.</param>
/// <param name="Status">How the study stands, by the coordinator's word.</param>
/// <param name="Reason">Why it ended; empty while it runs.</param>
/// <param name="Ended">When this node heard of its end.</param>
public sealed record StoredStudy(
    Signed<Plan> Plan, DateTimeOffset Seen, Refusal? Refusal, StudyStatus Status, string Reason, DateTimeOffset? Ended);
