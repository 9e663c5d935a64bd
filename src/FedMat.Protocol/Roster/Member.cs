using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A roster entry.</summary>
/// <param name="Id">Stays when keys change.</param>
/// <param name="Name">The organisation, as people call it; unique among those that were not revoked.</param>
/// <param name="Role">What the member may do.</param>
/// <param name="Key">Ed25519 identity key.</param>
/// <param name="Pin">SHA-256 of the public key of the member's TLS certificate.</param>
/// <param name="NotAfter">From this moment the member's calls are refused.</param>
/// <param name="Revoked">
/// When the root key took the member out; null while it belongs to the consortium. The entry stays, so that what was signed before can be checked.
/// </param>
public sealed record Member(
    MemberId Id, string Name, MemberRole Role, VerifyingKey Key, TlsPin Pin, DateTimeOffset NotAfter, DateTimeOffset? Revoked = null)
{
    /// <summary>Whether the member may act at that moment: neither revoked nor expired.</summary>
    public bool IsActive(DateTimeOffset now) => Revoked is null && now < NotAfter;
}
