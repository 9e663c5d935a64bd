using System.Security.Cryptography;

namespace FedMat.Protocol;

/// <summary>A member's identifier, 16 bytes, drawn once when the member is enrolled; keys may change under it.</summary>
public readonly record struct MemberId : IComparable<MemberId>
{
    public const int Size = 16;
    private readonly UInt128 value;

    private MemberId(UInt128 value) => this.value = value;

    public static MemberId Create() => FromBytes(RandomNumberGenerator.GetBytes(Size));

    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static MemberId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new MemberId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes))
        : throw new ArgumentException($"a member id has {Size} bytes, not {bytes.Length}", nameof(bytes));

    public static bool TryParse(string? hex, out MemberId id)
    {
        id = default;
        if (hex is not { Length: 2 * Size } || !UInt128.TryParse(hex, System.Globalization.NumberStyles.AllowHexSpecifier, null, out UInt128 value))
            return false;
        id = new MemberId(value);
        return true;
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 16 bytes to the start of the destination.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 16 bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (!System.Buffers.Binary.BinaryPrimitives.TryWriteUInt128BigEndian(destination, value))
            throw new ArgumentException($"the destination holds {destination.Length} bytes, {Size} are needed", nameof(destination));
    }

    /// <summary>The order of the id's bytes.</summary>
    public int CompareTo(MemberId other) => value.CompareTo(other.value);

    public override string ToString() => value.ToString("x32");

    public static bool operator <(MemberId left, MemberId right) => left.CompareTo(right) < 0;

    public static bool operator >(MemberId left, MemberId right) => left.CompareTo(right) > 0;

    public static bool operator <=(MemberId left, MemberId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MemberId left, MemberId right) => left.CompareTo(right) >= 0;
}
