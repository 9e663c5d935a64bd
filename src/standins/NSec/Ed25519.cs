using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>
/// Ed25519 (RFC 8032, section 5.1). Keys of 32 bytes, signatures of 64. Verification refuses keys and R of low order, keys in another
/// than the canonical encoding, and an S that is not reduced.
/// </summary>
public sealed class Ed25519 : SignatureAlgorithm
{
    private const int ExpandedKeySize = 64;

    public Ed25519()
        : base(privateKeySize: 32, publicKeySize: 32, signatureSize: 64)
    {
    }

    internal override SecretMemory CreateKey(ReadOnlySpan<byte> seed, out PublicKey? publicKey)
    {
        publicKey = new PublicKey(this, new byte[PublicKeySize]);
        SecretMemory key = SecretMemory.Allocate(ExpandedKeySize);
        Sodium.Require(Sodium.crypto_sign_ed25519_seed_keypair(publicKey.Bytes, key, seed));
        return key;
    }

    internal override bool TryExportKey(SecretMemory key, KeyBlobFormat format, Span<byte> blob, out int blobSize)
    {
        Span<byte> seed = stackalloc byte[PrivateKeySize];
        try
        {
            Sodium.Require(Sodium.crypto_sign_ed25519_sk_to_seed(seed, key));
            return KeyBlob.TryWrite(format, CurveKeys.Ed25519, seed, blob, out blobSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    internal override bool TryExportPublicKey(PublicKey publicKey, KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        CurveKeys.TryExportPublicKey(CurveKeys.Ed25519, publicKey, format, blob, out blobSize);

    internal override SecretMemory? ImportKey(ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? publicKey) =>
        CurveKeys.ImportKey(this, CurveKeys.Ed25519, blob, format, out publicKey);

    internal override PublicKey? ImportPublicKey(ReadOnlySpan<byte> blob, KeyBlobFormat format) =>
        CurveKeys.ImportPublicKey(this, CurveKeys.Ed25519, blob, format);

    private protected override void SignCore(SecretMemory key, ReadOnlySpan<byte> data, Span<byte> signature) =>
        Sodium.Require(Sodium.crypto_sign_ed25519_detached(signature, out _, data, (ulong)data.Length, key));

    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Sodium.crypto_sign_ed25519_verify_detached(signature, data, (ulong)data.Length, publicKey) == 0;
}
