using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Agreements;

/// <summary>The steward's word that a key is a member's: its fingerprint was compared.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Key">Identity key.</param>
/// <param name="Fingerprint">As it was compared; see <see cref="MemberFingerprint"/>.</param>
/// <param name="Made">When.</param>
public sealed record Confirmation(MemberId Member, VerifyingKey Key, string Fingerprint, DateTimeOffset Made);
