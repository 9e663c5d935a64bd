using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// ChaCha20-Poly1305 (RFC 8439, section 2.8) with a random nonce: nonce of 12 bytes, ciphertext, tag of 16 bytes. For what is
/// stored under a key that lives longer. Limit: 2^32 boxes a key keep the chance of a repeated nonce below 2^-32.
/// </summary>
public static class StoredBox
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = BoxKey.NonceSize + BoxKey.TagSize;

    /// <param name="key">32 bytes.</param>
    /// <param name="plaintext">What only the holder of the key shall read.</param>
    /// <param name="associated">What is not stored in the box but must be the same for opening.</param>
    /// <param name="source">Draws the nonce; a cryptographic source.</param>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes, or the plaintext does not fit into one array.</exception>
    public static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated, RandomNumberGenerator source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (plaintext.Length > Array.MaxLength - Overhead)
            throw new ArgumentException($"At most {Array.MaxLength - Overhead} bytes can be sealed at once.", nameof(plaintext));
        byte[] box = GC.AllocateUninitializedArray<byte>(plaintext.Length + Overhead);
        Span<byte> nonce = box.AsSpan(0, BoxKey.NonceSize);
        source.GetBytes(nonce);
        BoxKey.Seal(key, nonce, plaintext, associated, box.AsSpan(BoxKey.NonceSize));
        return box;
    }

    /// <summary>The plaintext; null where the key or the associated bytes are others or anything was changed.</summary>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated) =>
        BoxKey.Open(key, box[..Math.Min(box.Length, BoxKey.NonceSize)], box[Math.Min(box.Length, BoxKey.NonceSize)..], associated);
}
