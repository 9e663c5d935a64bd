using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>What Ed25519 and X25519 share: key files that differ in one byte, the last of the curve's object identifier.</summary>
internal static class CurveKeys
{
    public const byte X25519 = 0x6E;
    public const byte Ed25519 = 0x70;

    public static bool TryExportPublicKey(byte curve, PublicKey publicKey, KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        format > 0 ? KeyBlob.TryWrite(format, curve, publicKey.Bytes, blob, out blobSize) : throw KeyBlob.Unsupported(format);

    public static PublicKey? ImportPublicKey(Algorithm algorithm, byte curve, ReadOnlySpan<byte> blob, KeyBlobFormat format)
    {
        if (format < 0)
            throw KeyBlob.Unsupported(format);
        PublicKey publicKey = new(algorithm, new byte[KeyBlob.KeySize]);
        return KeyBlob.TryRead(format, curve, blob, publicKey.Bytes) ? publicKey : null;
    }

    public static SecretMemory? ImportKey(
        Algorithm algorithm, byte curve, ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? publicKey)
    {
        if (format > 0)
            throw KeyBlob.Unsupported(format);
        Span<byte> seed = stackalloc byte[KeyBlob.KeySize];
        try
        {
            publicKey = null;
            return KeyBlob.TryRead(format, curve, blob, seed) ? algorithm.CreateKey(seed, out publicKey) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
