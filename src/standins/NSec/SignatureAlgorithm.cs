namespace NSec.Cryptography;

/// <summary>Signs with a key and verifies with its public half.</summary>
public abstract class SignatureAlgorithm : Algorithm
{
    private static readonly Lazy<Ed25519> TheEd25519 = new(() => new Ed25519());

    private protected SignatureAlgorithm(int privateKeySize, int publicKeySize, int signatureSize)
    {
        PrivateKeySize = privateKeySize;
        PublicKeySize = publicKeySize;
        SignatureSize = signatureSize;
    }

    public static Ed25519 Ed25519 => TheEd25519.Value;

    public int PrivateKeySize { get; }

    public int PublicKeySize { get; }

    public int SignatureSize { get; }

    public byte[] Sign(Key key, ReadOnlySpan<byte> data)
    {
        byte[] signature = new byte[SignatureSize];
        Sign(key, data, signature);
        return signature;
    }

    public void Sign(Key key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Given.KeyOf(this, key);
        Given.Length(signature.Length, SignatureSize, nameof(signature));
        SignCore(key.Secret, data, signature);
    }

    public bool Verify(PublicKey publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Given.KeyOf(this, publicKey, nameof(publicKey));
        return signature.Length == SignatureSize && VerifyCore(publicKey.Bytes, data, signature);
    }

    internal sealed override int GetKeySize() => PrivateKeySize;

    internal sealed override int GetPublicKeySize() => PublicKeySize;

    private protected abstract void SignCore(SecretMemory key, ReadOnlySpan<byte> data, Span<byte> signature);

    private protected abstract bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
