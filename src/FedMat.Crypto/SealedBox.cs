namespace FedMat.Crypto;

/// <summary>
/// ChaCha20-Poly1305 (RFC 8439, section 2.8) with the nonce zero: ciphertext, then a tag of 16 bytes. A key may seal one plaintext ever;
/// a second one under the same key would give away both. For a key that lives longer see <see cref="StoredBox"/>.
/// </summary>
public static class SealedBox
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = BoxKey.TagSize;

    private static ReadOnlySpan<byte> Nonce => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Seals the only plaintext of this key.</summary>
    /// <param name="key">32 bytes, derived for this one message.</param>
    /// <param name="plaintext">What only the holder of the key shall read.</param>
    /// <param name="associated">What is not sent but must be the same for opening.</param>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated)
    {
        byte[] box = new byte[plaintext.Length + Overhead];
        BoxKey.Seal(key, Nonce, plaintext, associated, box);
        return box;
    }

    /// <summary>The plaintext; null where the key or the associated bytes are others or anything was changed.</summary>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated) =>
        BoxKey.Open(key, Nonce, sealedBytes, associated);
}
