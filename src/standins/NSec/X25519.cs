using System.Diagnostics;

namespace NSec.Cryptography;

/// <summary>
/// X25519 (RFC 7748, section 5): 32 bytes each. The unused top bit of a public key is cleared on import. An all-zero result, which only
/// points of low order lead to, is no agreement (section 6.1).
/// </summary>
public sealed class X25519 : KeyAgreementAlgorithm
{
    public X25519()
        : base(privateKeySize: 32, publicKeySize: 32, sharedSecretSize: 32)
    {
    }

    internal override SecretMemory CreateKey(ReadOnlySpan<byte> seed, out PublicKey? publicKey)
    {
        publicKey = new PublicKey(this, new byte[PublicKeySize]);
        SecretMemory key = SecretMemory.CopyOf(seed);
        Sodium.Require(Sodium.crypto_scalarmult_curve25519_base(publicKey.Bytes, key));
        return key;
    }

    internal override bool TryExportKey(SecretMemory key, KeyBlobFormat format, Span<byte> blob, out int blobSize)
    {
        using SecretMemory.Lease scalar = key.Read();
        return KeyBlob.TryWrite(format, CurveKeys.X25519, scalar.Bytes, blob, out blobSize);
    }

    internal override bool TryExportPublicKey(PublicKey publicKey, KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        CurveKeys.TryExportPublicKey(CurveKeys.X25519, publicKey, format, blob, out blobSize);

    internal override SecretMemory? ImportKey(ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? publicKey) =>
        CurveKeys.ImportKey(this, CurveKeys.X25519, blob, format, out publicKey);

    internal override PublicKey? ImportPublicKey(ReadOnlySpan<byte> blob, KeyBlobFormat format)
    {
        PublicKey? publicKey = CurveKeys.ImportPublicKey(this, CurveKeys.X25519, blob, format);
        if (publicKey is not null)
            publicKey.Bytes[^1] &= 0x7F;
        return publicKey;
    }

    private protected override SecretMemory? AgreeCore(SecretMemory key, ReadOnlySpan<byte> otherPartyPublicKey)
    {
        Debug.Assert(key.Size == PrivateKeySize, "A scalar has 32 bytes.");
        SecretMemory shared = SecretMemory.Allocate(SharedSecretSize);
        bool agreed = false;
        try
        {
            agreed = Sodium.crypto_scalarmult_curve25519(shared, key, otherPartyPublicKey) == 0;
            return agreed ? shared : null;
        }
        finally
        {
            if (!agreed)
                shared.Dispose();
        }
    }
}
