using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using ChaCha20Poly1305 = NSec.Cryptography.ChaCha20Poly1305;

namespace FedMat.Crypto;

/// <summary>
/// A text under a passphrase, in PEM: Argon2id (RFC 9106: one lane, three passes over 64 MiB, random salt of 16 bytes) makes the key,
/// ChaCha20-Poly1305 (RFC 8439, random nonce) seals. Body: version, salt, nonce, ciphertext with tag; all before the
/// ciphertext is authenticated with it. The length of the text is not hidden.
/// </summary>
public static class SealedText
{
    private const string Label = "FEDMAT SEALED TEXT";
    private const byte Version = 1;
    private const int SaltSize = 16;
    private const int HeaderSize = 1 + SaltSize + NonceSize;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static ChaCha20Poly1305 Cipher => AeadAlgorithm.ChaCha20Poly1305;

    /// <summary>Whether the text is one that <see cref="Seal"/> wrote, as far as that shows without the passphrase.</summary>
    public static bool IsSealed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out _);
    }

    /// <summary>Seals a text. Takes a fraction of a second and 64 MiB.</summary>
    public static string Seal(string plain, ReadOnlySpan<char> passphrase)
    {
        ArgumentNullException.ThrowIfNull(plain);
        byte[] header = new byte[HeaderSize];
        header[0] = Version;
        RandomNumberGenerator.Fill(header.AsSpan(1));
        byte[] text = Encoding.UTF8.GetBytes(plain);
        try
        {
            using Key key = KeyFrom(passphrase, header);
            byte[] body = [.. header, .. Cipher.Encrypt(key, header.AsSpan(1 + SaltSize), header, text)];
            return PemEncoding.WriteString(Label, body) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>The text, or null where the passphrase is another one or anything was changed.</summary>
    /// <exception cref="FormatException">This is no sealed text, or one of a later version.</exception>
    public static string? Open(string sealedText, ReadOnlySpan<char> passphrase)
    {
        ArgumentNullException.ThrowIfNull(sealedText);
        if (!TryRead(sealedText, out byte[] body))
            throw new FormatException($"This is no sealed text of version {Version}: it starts with '-----BEGIN {Label}-----'.");
        ReadOnlySpan<byte> header = body.AsSpan(0, HeaderSize);
        using Key key = KeyFrom(passphrase, header);
        byte[]? text = Cipher.Decrypt(key, header[(1 + SaltSize)..], header, body.AsSpan(HeaderSize));
        if (text is null)
            return null;
        string plain = Encoding.UTF8.GetString(text);
        CryptographicOperations.ZeroMemory(text);
        return plain;
    }

    private static bool TryRead(string text, out byte[] body)
    {
        body = [];
        if (!PemEncoding.TryFind(text, out PemFields fields) || text[fields.Label] != Label)
            return false;
        body = Convert.FromBase64String(text[fields.Base64Data]);
        return body.Length >= HeaderSize + TagSize && body[0] == Version;
    }

    private static Key KeyFrom(ReadOnlySpan<char> passphrase, ReadOnlySpan<byte> header)
    {
        if (passphrase.IsEmpty)
            throw new ArgumentException("The passphrase is empty.", nameof(passphrase));
        Argon2id derivation = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 64 * 1024, NumberOfPasses = 3 });
        byte[] password = new byte[Encoding.UTF8.GetByteCount(passphrase)];
        try
        {
            Encoding.UTF8.GetBytes(passphrase, password);
            return derivation.DeriveKey(password, header.Slice(1, SaltSize), Cipher);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }
}
