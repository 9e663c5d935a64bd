using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A contribution's description under its member's Ed25519 signature (64 bytes).</summary>
public sealed record SignedContribution(Contribution Contribution, byte[] Signature)
{
    public bool IsSignedBy(VerifyingKey key) => key.Verifies(Contribution.Body(), Signature);
}
