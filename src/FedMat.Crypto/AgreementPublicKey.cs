namespace FedMat.Crypto;

/// <summary>
/// The public half of an <see cref="AgreementKey"/>: 32 bytes of X25519 (RFC 7748, section 5), written as base64. Any 32 bytes can be
/// one; those that lead to no agreement, the default value among them, are found out by <see cref="AgreementKey.Derive"/>.
/// </summary>
public readonly struct AgreementPublicKey : IEquatable<AgreementPublicKey>
{
    /// <summary>Bytes in a key.</summary>
    public const int Size = Block32.Size;

    private readonly Block32 _block;

    private AgreementPublicKey(Block32 block) => _block = block;

    public static bool operator ==(AgreementPublicKey left, AgreementPublicKey right) => left.Equals(right);

    public static bool operator !=(AgreementPublicKey left, AgreementPublicKey right) => !left.Equals(right);

    /// <summary>Takes 32 bytes as a key.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static AgreementPublicKey FromBytes(ReadOnlySpan<byte> bytes) => new(Block32.From(bytes, nameof(bytes)));

    public byte[] ToArray() => _block.ToArray();

    /// <summary>Writes the 32 bytes to the start of the destination.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => _block.CopyTo(destination);

    public bool Equals(AgreementPublicKey other) => _block == other._block;

    public override bool Equals(object? obj) => obj is AgreementPublicKey other && Equals(other);

    public override int GetHashCode() => _block.GetHashCode();

    /// <summary>The key in base64, 44 characters.</summary>
    public override string ToString() => _block.ToBase64();
}
