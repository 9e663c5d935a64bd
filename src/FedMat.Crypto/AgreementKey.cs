using NSec.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// An X25519 private key (RFC 7748, section 5) in guarded memory. What two keys agree on is used only as the input of HKDF-SHA256
/// (RFC 5869), never by itself, and an all-zero agreement, which every point of low order leads to, is none (RFC 7748, section 6.1).
/// </summary>
public sealed class AgreementKey : IDisposable
{
    private readonly Key _key;

    private AgreementKey(Key key)
    {
        _key = key;
        Public = AgreementPublicKey.FromBytes(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half; still there after the key was disposed of.</summary>
    public AgreementPublicKey Public { get; }

    /// <summary>Takes 32 uniform bytes as a private key; the caller wipes them.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static AgreementKey FromSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Block32.Size)
            throw new ArgumentException($"{Block32.Size} bytes are needed, {secret.Length} were given.", nameof(secret));
        return new AgreementKey(Key.Import(KeyAgreementAlgorithm.X25519, secret, KeyBlobFormat.RawPrivateKey));
    }

    /// <summary>
    /// 32 bytes that only the owners of the two keys can derive, bound to salt and info; null where the other key leads to no agreement.
    /// </summary>
    public byte[]? Derive(AgreementPublicKey other, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info)
    {
        Span<byte> bytes = stackalloc byte[AgreementPublicKey.Size];
        other.CopyTo(bytes);
        PublicKey key = PublicKey.Import(KeyAgreementAlgorithm.X25519, bytes, KeyBlobFormat.RawPublicKey);
        using SharedSecret? shared = KeyAgreementAlgorithm.X25519.Agree(_key, key);
        return shared is null ? null : KeyDerivationAlgorithm.HkdfSha256.DeriveBytes(shared, salt, info, KeyDerivation.Size);
    }

    public void Dispose() => _key.Dispose();

    /// <summary>The public half, so that a log line never holds key material.</summary>
    public override string ToString() => $"agreement key of {Public}";
}
