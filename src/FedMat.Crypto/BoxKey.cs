using NSec.Cryptography;

namespace FedMat.Crypto;

/// <summary>A key of ChaCha20-Poly1305 as the boxes are handed it: 32 bytes.</summary>
internal static class BoxKey
{
    public const int Size = Block32.Size;
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Key Import(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, {key.Length} were given.", nameof(key));
        return Key.Import(AeadAlgorithm.ChaCha20Poly1305, key, KeyBlobFormat.RawSymmetricKey);
    }
}
