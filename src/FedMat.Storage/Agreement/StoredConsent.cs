using FedMat.Protocol;

namespace FedMat.Storage.Agreements;

/// <summary>An answer of this node, as it is kept.</summary>
/// <param name="Document">Signed with the identity key of that time.</param>
/// <param name="Giver">Who gave it. The policy never overrides the steward's no.</param>
/// <param name="Taken">When the coordinator had it; null until then.</param>
public sealed record StoredConsent(Signed<StudyConsent> Document, AnswerGiver Giver, DateTimeOffset? Taken);
