using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// ChaCha20-Poly1305 (RFC 8439, section 2.8) as the boxes use it: ciphertext, then a tag of 16 bytes, under a key of 32. The framework's
/// cipher, since guarded memory for a key that its caller holds as plain bytes would cost more than the sealing and hide nothing.
/// </summary>
internal static class BoxKey
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <summary>Fills the sealed bytes: as many as the plaintext and a tag.</summary>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public static void Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated, Span<byte> sealedBytes)
    {
        using ChaCha20Poly1305 cipher = Cipher(key);
        cipher.Encrypt(nonce, plaintext, sealedBytes[..plaintext.Length], sealedBytes[plaintext.Length..], associated);
    }

    /// <summary>The plaintext; null where the key or the associated bytes are others or anything was changed.</summary>
    /// <exception cref="ArgumentException">The key has not exactly 32 bytes.</exception>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated)
    {
        using ChaCha20Poly1305 cipher = Cipher(key);
        if (sealedBytes.Length < TagSize)
            return null;
        byte[] plaintext = GC.AllocateUninitializedArray<byte>(sealedBytes.Length - TagSize);
        try
        {
            cipher.Decrypt(nonce, sealedBytes[..^TagSize], sealedBytes[^TagSize..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static ChaCha20Poly1305 Cipher(ReadOnlySpan<byte> key) => key.Length == Block32.Size
        ? new ChaCha20Poly1305(key)
        : throw new ArgumentException($"{Block32.Size} bytes are needed, {key.Length} were given.", nameof(key));
}
