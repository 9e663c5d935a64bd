using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedMat.Crypto;

/// <summary>
/// What identifies a peer in TLS: the SHA-256 of its certificate's SubjectPublicKeyInfo (RFC 7469, section 2.4), written as
/// base64. It holds for every certificate of the same key, so a renewal keeps the pin. Names, dates and issuer are not in it.
/// </summary>
public readonly struct TlsPin : IEquatable<TlsPin>
{
    private readonly Block32 _block;

    private TlsPin(Block32 block) => _block = block;

    public static bool operator ==(TlsPin left, TlsPin right) => left.Equals(right);

    public static bool operator !=(TlsPin left, TlsPin right) => !left.Equals(right);

    public static TlsPin Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        byte[] hash = SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        return new TlsPin(Block32.From(hash, nameof(certificate)));
    }

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? base64, out TlsPin pin)
    {
        bool read = Block32.TryParseBase64(base64, out Block32 block);
        pin = new TlsPin(block);
        return read;
    }

    /// <summary>Whether the certificate's key is the pinned one; false when there is no certificate.</summary>
    public bool Matches(X509Certificate2? certificate) => certificate is not null && Of(certificate) == this;

    public byte[] ToArray() => _block.ToArray();

    public bool Equals(TlsPin other) => CryptographicOperations.FixedTimeEquals(ToArray(), other.ToArray());

    public override bool Equals(object? obj) => obj is TlsPin other && Equals(other);

    public override int GetHashCode() => _block.GetHashCode();

    /// <summary>The pin in base64, 44 characters.</summary>
    public override string ToString() => _block.ToBase64();
}
