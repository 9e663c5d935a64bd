using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>An attempt at a round as the coordinator keeps it.</summary>
/// <param name="Id">Study, round, attempt.</param>
/// <param name="State">The model state that it starts from.</param>
/// <param name="Ask">Hash of the round's specification.</param>
/// <param name="Outcome">Open until it was added up or failed.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="Contributions">What was taken, in the order in which it arrived.</param>
public sealed record AttemptRecord(
    RoundId Id, Digest State, Digest Ask, AttemptState Outcome, DateTimeOffset Opened, IReadOnlyList<ContributionRecord> Contributions);
