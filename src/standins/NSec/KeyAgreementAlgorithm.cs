namespace NSec.Cryptography;

/// <summary>Lets two parties agree on a secret from their own key and the other's public key.</summary>
public abstract class KeyAgreementAlgorithm : Algorithm
{
    private static readonly Lazy<X25519> TheX25519 = new(() => new X25519());

    private protected KeyAgreementAlgorithm(int privateKeySize, int publicKeySize, int sharedSecretSize)
    {
        PrivateKeySize = privateKeySize;
        PublicKeySize = publicKeySize;
        SharedSecretSize = sharedSecretSize;
    }

    public static X25519 X25519 => TheX25519.Value;

    public int PrivateKeySize { get; }

    public int PublicKeySize { get; }

    public int SharedSecretSize { get; }

    /// <summary>The shared secret, or null where the other party's key leads to none.</summary>
    public SharedSecret? Agree(Key key, PublicKey otherPartyPublicKey, in SharedSecretCreationParameters creationParameters = default)
    {
        Given.KeyOf(this, key);
        Given.KeyOf(this, otherPartyPublicKey, nameof(otherPartyPublicKey));
        SecretMemory? secret = AgreeCore(key.Secret, otherPartyPublicKey.Bytes);
        return secret is null ? null : new SharedSecret(in creationParameters, secret);
    }

    internal sealed override int GetKeySize() => PrivateKeySize;

    internal sealed override int GetPublicKeySize() => PublicKeySize;

    private protected abstract SecretMemory? AgreeCore(SecretMemory key, ReadOnlySpan<byte> otherPartyPublicKey);
}
