namespace NSec.Cryptography;

/// <summary>ChaCha20-Poly1305 (RFC 8439, section 2.8): keys of 32 bytes, nonces of 12, tags of 16.</summary>
public sealed class ChaCha20Poly1305 : AeadAlgorithm
{
    public ChaCha20Poly1305()
        : base(keySize: 32, nonceSize: 12, tagSize: 16)
    {
    }

    internal override SecretMemory CreateKey(ReadOnlySpan<byte> seed, out PublicKey? publicKey)
    {
        publicKey = null;
        return SecretMemory.CopyOf(seed);
    }

    internal override bool TryExportKey(SecretMemory key, KeyBlobFormat format, Span<byte> blob, out int blobSize)
    {
        OnlyRaw(format);
        blobSize = KeySize;
        if (blob.Length < blobSize)
            return false;
        key.CopyTo(blob);
        return true;
    }

    internal override SecretMemory? ImportKey(ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? publicKey)
    {
        OnlyRaw(format);
        publicKey = null;
        return blob.Length == KeySize ? SecretMemory.CopyOf(blob) : null;
    }

    private protected override void EncryptCore(
        SecretMemory key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext) =>
        Sodium.Require(Sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
            ciphertext, out _, plaintext, (ulong)plaintext.Length, associatedData, (ulong)associatedData.Length, 0, nonce, key));

    private protected override bool DecryptCore(
        SecretMemory key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext) =>
        Sodium.crypto_aead_chacha20poly1305_ietf_decrypt(
            plaintext, out _, 0, ciphertext, (ulong)ciphertext.Length, associatedData, (ulong)associatedData.Length, nonce, key) == 0;

    private static void OnlyRaw(KeyBlobFormat format)
    {
        if (format != KeyBlobFormat.RawSymmetricKey)
            throw KeyBlob.Unsupported(format);
    }
}
