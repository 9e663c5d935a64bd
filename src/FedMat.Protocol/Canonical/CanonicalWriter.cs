using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// The one encoding of everything that is hashed or signed: a tag, then fields, each behind its length as four little-endian
/// bytes; integers of fixed width, identifiers of fixed length. Two different lists of fields never share an encoding.
/// </summary>
public sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <param name="tag">What kind of body this is, so that a signature on one kind never fits another.</param>
    public CanonicalWriter(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Text(tag);
    }

    public CanonicalWriter Bytes(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), value.Length);
        buffer.Advance(4);
        buffer.Write(value);
        return this;
    }

    public CanonicalWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public CanonicalWriter Digest(Digest value) => Bytes(value.ToArray());

    public CanonicalWriter Member(MemberId value) => Bytes(value.ToArray());

    public CanonicalWriter Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public CanonicalWriter Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    /// <summary>The sixty-four bits of an IEEE 754 double, so that equal encodings mean equal numbers to the last bit.</summary>
    public CanonicalWriter Real(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    public CanonicalWriter Round(RoundId value) => Digest(value.Study.Value).Int32(value.Round).Int32(value.Attempt);

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    public Digest ToDigest() => Crypto.Digest.Of(buffer.WrittenSpan);
}
