using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A contribution that arrived whole. Its bytes are the blob named by its payload hash until the attempt is closed.</summary>
/// <param name="Signed">What the member says of it.</param>
/// <param name="Receipt">What the coordinator answered.</param>
/// <param name="Received">When the last byte was there.</param>
public sealed record ContributionRecord(SignedContribution Signed, Receipt Receipt, DateTimeOffset Received);
