using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// An Ed25519 private key (RFC 8032, section 5.1). It lies in guarded memory and leaves it only through <see cref="Export"/>;
/// its file form is PKCS#8 in PEM (RFC 8410, section 7).
/// </summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes in a signature.</summary>
    public const int SignatureSize = 64;

    private readonly Key _key;

    private SigningKey(Key key)
    {
        _key = key;
        Public = VerifyingKey.FromBytes(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half; still there after the key was disposed of.</summary>
    public VerifyingKey Public { get; }

    private static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    /// <summary>Draws a new key from the operating system's randomness.</summary>
    public static SigningKey Create() => new(new Key(SignatureAlgorithm.Ed25519, Exportable));

    /// <summary>Reads what <see cref="Export"/> writes.</summary>
    /// <exception cref="FormatException">The text is no Ed25519 key in PKCS#8 PEM; the message never quotes it.</exception>
    public static SigningKey Import(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        byte[] text = Encoding.UTF8.GetBytes(pem);
        try
        {
            return Key.TryImport(SignatureAlgorithm.Ed25519, text, KeyBlobFormat.PkixPrivateKeyText, out Key? key, Exportable)
                ? new SigningKey(key!)
                : throw new FormatException(WhatIsWrong(pem));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>The key as PKCS#8 PEM text. Whoever reads it can sign as this key's owner.</summary>
    public string Export()
    {
        byte[] text = _key.Export(KeyBlobFormat.PkixPrivateKeyText);
        try
        {
            return Encoding.UTF8.GetString(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>The 64-byte signature over the bytes; the same bytes always give the same signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> body) => SignatureAlgorithm.Ed25519.Sign(_key, body);

    public void Dispose() => _key.Dispose();

    /// <summary>The public half, so that a log line never holds key material.</summary>
    public override string ToString() => $"signing key of {Public}";

    private static string WhatIsWrong(string pem)
    {
        if (!PemEncoding.TryFind(pem, out PemFields fields))
            return "This is no PEM text: an Ed25519 private key starts with '-----BEGIN PRIVATE KEY-----'.";
        return pem[fields.Label] == "PRIVATE KEY"
            ? "The PEM text holds no Ed25519 private key in PKCS#8, or holds more than that."
            : "The PEM block is not labelled 'PRIVATE KEY': an unencrypted PKCS#8 key is needed.";
    }
}
