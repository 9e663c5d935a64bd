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
    private const int FirstBytes = 256;
    private readonly ArrayBufferWriter<byte> buffer = new(FirstBytes);

    /// <param name="tag">What kind of body this is, so that a signature on one kind never fits another.</param>
    public CanonicalWriter(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Text(tag);
    }

    public CanonicalWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Field(value.Length));
        return this;
    }

    public CanonicalWriter Text(string value)
    {
        Encoding.UTF8.GetBytes(value, Field(Encoding.UTF8.GetByteCount(value)));
        return this;
    }

    public CanonicalWriter Digest(Digest value)
    {
        value.CopyTo(Field(Crypto.Digest.Size));
        return this;
    }

    public CanonicalWriter Member(MemberId value)
    {
        value.CopyTo(Field(MemberId.Size));
        return this;
    }

    public CanonicalWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Field(sizeof(int)), value);
        return this;
    }

    public CanonicalWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Field(sizeof(long)), value);
        return this;
    }

    /// <summary>The sixty-four bits of an IEEE 754 double, so that equal encodings mean equal numbers to the last bit.</summary>
    public CanonicalWriter Real(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    public CanonicalWriter Round(RoundId value) => Digest(value.Study.Value).Int32(value.Round).Int32(value.Attempt);

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    public Digest ToDigest() => Crypto.Digest.Of(buffer.WrittenSpan);

    /// <summary>Writes the length of the next field; the caller fills the field.</summary>
    private Span<byte> Field(int length)
    {
        Span<byte> field = buffer.GetSpan(sizeof(int) + length)[..(sizeof(int) + length)];
        BinaryPrimitives.WriteInt32LittleEndian(field, length);
        buffer.Advance(field.Length);
        return field[sizeof(int)..];
    }
}
