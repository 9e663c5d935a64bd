namespace NSec.Cryptography;

/// <summary>Encrypts with a key and a nonce that is used once, and tells on decryption whether anything was changed.</summary>
public abstract class AeadAlgorithm : Algorithm
{
    private static readonly Lazy<ChaCha20Poly1305> TheChaCha20Poly1305 = new(() => new ChaCha20Poly1305());

    private protected AeadAlgorithm(int keySize, int nonceSize, int tagSize)
    {
        KeySize = keySize;
        NonceSize = nonceSize;
        TagSize = tagSize;
    }

    public static ChaCha20Poly1305 ChaCha20Poly1305 => TheChaCha20Poly1305.Value;

    public int KeySize { get; }

    public int NonceSize { get; }

    public int TagSize { get; }

    /// <summary>The ciphertext followed by the tag.</summary>
    public byte[] Encrypt(Key key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        CheckKeyAndNonce(key, nonce);
        if (plaintext.Length > int.MaxValue - TagSize)
            throw new ArgumentException($"At most {int.MaxValue - TagSize} bytes can be encrypted at once.", nameof(plaintext));
        byte[] ciphertext = new byte[plaintext.Length + TagSize];
        EncryptCore(key.Secret, nonce, associatedData, plaintext, ciphertext);
        return ciphertext;
    }

    public void Encrypt(
        Key key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        CheckKeyAndNonce(key, nonce);
        Given.Length(ciphertext.Length - TagSize, plaintext.Length, nameof(ciphertext));
        Given.NoShift(ciphertext, plaintext, nameof(ciphertext));
        EncryptCore(key.Secret, nonce, associatedData, plaintext, ciphertext);
    }

    /// <summary>The plaintext, or null where key, nonce, associated data or ciphertext are not those of the encryption.</summary>
    public byte[]? Decrypt(Key key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext)
    {
        Given.KeyOf(this, key);
        if (nonce.Length != NonceSize || ciphertext.Length < TagSize)
            return null;
        byte[] plaintext = new byte[ciphertext.Length - TagSize];
        return DecryptCore(key.Secret, nonce, associatedData, ciphertext, plaintext) ? plaintext : null;
    }

    public bool Decrypt(
        Key key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Given.KeyOf(this, key);
        if (nonce.Length != NonceSize || ciphertext.Length < TagSize)
            return false;
        Given.Length(plaintext.Length, ciphertext.Length - TagSize, nameof(plaintext));
        Given.NoShift(plaintext, ciphertext, nameof(plaintext));
        return DecryptCore(key.Secret, nonce, associatedData, ciphertext, plaintext);
    }

    internal sealed override int GetKeySize() => KeySize;

    private protected abstract void EncryptCore(
        SecretMemory key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    private protected abstract bool DecryptCore(
        SecretMemory key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);

    private void CheckKeyAndNonce(Key key, ReadOnlySpan<byte> nonce)
    {
        Given.KeyOf(this, key);
        Given.Length(nonce.Length, NonceSize, nameof(nonce));
    }
}
