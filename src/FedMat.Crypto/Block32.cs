using System.Buffers.Binary;

namespace FedMat.Crypto;

/// <summary>Thirty-two bytes as a value: what a digest, a public key and a pin are made of. Ordered as the bytes are.</summary>
internal readonly record struct Block32(ulong A, ulong B, ulong C, ulong D)
{
    public const int Size = 32;
    private const int Base64Length = 44;

    public static Block32 From(ReadOnlySpan<byte> bytes, string parameter)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, {bytes.Length} were given.", parameter);
        return new Block32(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>Reads the one base64 spelling of 32 bytes; any other spelling (blanks, loose bits, no padding) is refused.</summary>
    public static bool TryParseBase64(string? text, out Block32 block)
    {
        block = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (text?.Length != Base64Length || !Convert.TryFromBase64String(text, bytes, out int written) || written != Size)
            return false;
        if (Convert.ToBase64String(bytes) != text)
            return false;
        block = From(bytes, nameof(text));
        return true;
    }

    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException($"The destination holds {destination.Length} bytes, {Size} are needed.", nameof(destination));
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public int CompareTo(Block32 other) => (A, B, C, D).CompareTo((other.A, other.B, other.C, other.D));

    public string ToBase64() => Convert.ToBase64String(ToArray());

    public string ToHex() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
