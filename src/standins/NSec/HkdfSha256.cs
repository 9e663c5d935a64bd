using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>HKDF with SHA-256 (RFC 5869), by the framework as in the real package. At most 255 blocks of 32 bytes.</summary>
public sealed class HkdfSha256 : KeyDerivationAlgorithm
{
    public HkdfSha256()
        : base(supportsSalt: true, maxCount: 255 * 32)
    {
    }

    private protected override void DeriveBytesCore(
        ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, inputKeyingMaterial, bytes, salt, info);
}
