using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A new member's keys, signed by the identity key in it. It comes over a connection made with the pinned certificate, so that both keys are
/// shown to be in the sender's hands.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Consortium">Which it wants to join.</param>
/// <param name="Name">The organisation, as the invitation names it.</param>
/// <param name="Key">Ed25519 identity key.</param>
/// <param name="Pin">Of its TLS certificate.</param>
/// <param name="Invitation">SHA-256 of the invitation's token.</param>
public sealed record JoinRequest(int Format, ConsortiumId Consortium, string Name, VerifyingKey Key, TlsPin Pin, Digest Invitation) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.join.v1";

    /// <summary>What two people compare by reading it out.</summary>
    [JsonIgnore]
    public string Fingerprint => MemberFingerprint.Of(Consortium, Name, Key, Pin);

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"join request: format {Format} is not known here; this version reads format {CurrentFormat}");
        MemberName.Require(Name, "join request: 'name'");
    }
}
