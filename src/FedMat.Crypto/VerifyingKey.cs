using NSec.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// The public half of a <see cref="SigningKey"/>: 32 bytes of Ed25519 (RFC 8032, section 5.1), written as base64.
/// The default value and every other point of low order verify nothing.
/// </summary>
public readonly struct VerifyingKey : IEquatable<VerifyingKey>
{
    /// <summary>Bytes in a key.</summary>
    public const int Size = Block32.Size;

    private const int FingerprintGroups = 6;
    private const int GroupLength = 4;

    private readonly Block32 _block;

    private VerifyingKey(Block32 block) => _block = block;

    /// <summary>
    /// Six groups of four hexadecimal digits from the SHA-256 of the key, for two people who compare keys by reading them out.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            string hex = Digest.Of(ToArray()).ToString();
            return string.Join('-', Enumerable.Range(0, FingerprintGroups).Select(i => hex.Substring(i * GroupLength, GroupLength)));
        }
    }

    public static bool operator ==(VerifyingKey left, VerifyingKey right) => left.Equals(right);

    public static bool operator !=(VerifyingKey left, VerifyingKey right) => !left.Equals(right);

    /// <summary>Takes 32 bytes as a key.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static VerifyingKey FromBytes(ReadOnlySpan<byte> bytes) => new(Block32.From(bytes, nameof(bytes)));

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else, another spelling of the same bytes included.</summary>
    public static bool TryParse(string? base64, out VerifyingKey key)
    {
        bool read = Block32.TryParseBase64(base64, out Block32 block);
        key = new VerifyingKey(block);
        return read;
    }

    /// <summary>Whether the signature was made over these bytes by the owner of this key. Malformed signatures are just false.</summary>
    public bool Verifies(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        Span<byte> bytes = stackalloc byte[Size];
        _block.CopyTo(bytes);
        return PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out PublicKey? key)
            && SignatureAlgorithm.Ed25519.Verify(key!, body, signature);
    }

    public byte[] ToArray() => _block.ToArray();

    public bool Equals(VerifyingKey other) => _block == other._block;

    public override bool Equals(object? obj) => obj is VerifyingKey other && Equals(other);

    public override int GetHashCode() => _block.GetHashCode();

    /// <summary>The key in base64, 44 characters.</summary>
    public override string ToString() => _block.ToBase64();
}
