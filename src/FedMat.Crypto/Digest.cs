using System.Buffers;
using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// A SHA-256 digest (FIPS 180-4), written as 64 lower-case hexadecimal digits. The default value is 32 zero bytes,
/// which no known input hashes to. Ordered as its bytes are.
/// </summary>
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    /// <summary>Bytes in a digest.</summary>
    public const int Size = Block32.Size;

    private const int ShortLength = 12;

    private readonly Block32 _block;

    private Digest(Block32 block) => _block = block;

#pragma warning disable CA1720 // No type is meant: it is the short spelling.
    /// <summary>The first 12 hexadecimal digits: for tables and logs, not for comparing.</summary>
    public string Short => ToString()[..ShortLength];
#pragma warning restore CA1720

    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    /// <summary>The SHA-256 of the bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return FromBytes(hash);
    }

    /// <summary>Takes 32 bytes as a digest.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes) => new(Block32.From(bytes, nameof(bytes)));

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Digest Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryParse(hex, out Digest digest)
            ? digest
            : throw new FormatException("A SHA-256 digest is written as 64 hexadecimal digits.");
    }

    /// <summary>Reads 64 hexadecimal digits of either case; false for anything else.</summary>
    public static bool TryParse(string? hex, out Digest d)
    {
        d = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (hex?.Length != 2 * Size || Convert.FromHexString(hex, bytes, out _, out _) != OperationStatus.Done)
            return false;
        d = FromBytes(bytes);
        return true;
    }

    public byte[] ToArray() => _block.ToArray();

    /// <summary>Writes the 32 bytes to the start of the destination.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => _block.CopyTo(destination);

    public bool Equals(Digest other) => _block == other._block;

    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    public override int GetHashCode() => _block.GetHashCode();

    public int CompareTo(Digest other) => _block.CompareTo(other._block);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => _block.ToHex();
}
