using NSec.Cryptography;

namespace FedMat.Crypto;

/// <summary>HKDF with SHA-256 (RFC 5869), from a uniform secret of 32 bytes to a key of 32 bytes.</summary>
public static class KeyDerivation
{
    /// <summary>Bytes in a secret and in a derived key.</summary>
    public const int Size = Block32.Size;

    /// <summary>The key of this secret for this salt and info; other salts or infos give unrelated keys.</summary>
    /// <exception cref="ArgumentException">The secret has not exactly 32 bytes.</exception>
    public static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info)
    {
        if (secret.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, {secret.Length} were given.", nameof(secret));
        return Derive(secret, salt, info, Size);
    }

    internal static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, int count) =>
        KeyDerivationAlgorithm.HkdfSha256.DeriveBytes(secret, salt, info, count);
}
