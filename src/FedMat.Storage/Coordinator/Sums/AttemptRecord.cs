using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>An attempt whose words are still needed.</summary>
/// <param name="Id">Study, round, attempt.</param>
/// <param name="Setup">SHA-256 of its terms.</param>
/// <param name="State">The model state that it starts from; null while it is made ahead.</param>
/// <param name="Ask">Hash of what is summed; null while it is made ahead.</param>
/// <param name="Outcome">Under way, or added up.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="Words">In the order in which they were taken.</param>
public sealed record AttemptRecord(
    RoundId Id, Digest Setup, Digest? State, Digest? Ask, AttemptOutcome Outcome, DateTimeOffset Opened, IReadOnlyList<SumWord> Words);
