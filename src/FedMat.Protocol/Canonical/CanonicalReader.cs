using System.Buffers.Binary;
using System.Text;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// Reads what <see cref="CanonicalWriter"/> wrote, and nothing else: a field of another length, a field too few or a byte too many
/// is a <see cref="FormatException"/>. Takes nothing on trust: no length is believed before the bytes are there.
/// </summary>
public ref struct CanonicalReader
{
    private const int TextBytes = 200;
    private ReadOnlySpan<byte> rest;

    /// <param name="bytes">A whole body.</param>
    /// <param name="tag">What kind of body it must be.</param>
    /// <exception cref="FormatException">The body is of another kind.</exception>
    public CanonicalReader(ReadOnlySpan<byte> bytes, string tag)
    {
        rest = bytes;
        if (!Field().SequenceEqual(Encoding.UTF8.GetBytes(tag)))
            throw new FormatException($"this is no {tag}");
    }

    /// <summary>A field of any length up to a bound.</summary>
    public ReadOnlySpan<byte> Bytes(int most)
    {
        ReadOnlySpan<byte> field = Field();
        return field.Length <= most ? field : throw new FormatException($"a field has {field.Length} bytes, at most {most} are allowed");
    }

    /// <summary>A field of one length.</summary>
    public ReadOnlySpan<byte> Exactly(int length)
    {
        ReadOnlySpan<byte> field = Field();
        return field.Length == length ? field : throw new FormatException($"a field has {field.Length} bytes, not {length}");
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(TextBytes));

    public Digest Digest() => Crypto.Digest.FromBytes(Exactly(Crypto.Digest.Size));

    public MemberId Member() => MemberId.FromBytes(Exactly(MemberId.Size));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Exactly(sizeof(int)));

    public RoundId Round()
    {
        RoundId round = new(new StudyId(Digest()), Int32(), Int32());
        return round is { Round: >= 1, Attempt: >= 1 } ? round : throw new FormatException("rounds and attempts count from 1");
    }

    /// <summary>How many entries follow.</summary>
    public int Count(int most)
    {
        int count = Int32();
        return count >= 0 && count <= most ? count : throw new FormatException($"a list of {count} entries, at most {most} are allowed");
    }

    /// <exception cref="FormatException">Bytes are left.</exception>
    public readonly void End()
    {
        if (!rest.IsEmpty)
            throw new FormatException($"{rest.Length} bytes too many");
    }

    private ReadOnlySpan<byte> Field()
    {
        if (rest.Length < sizeof(int))
            throw new FormatException("the body ends early");
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || length > rest.Length - sizeof(int))
            throw new FormatException("the body ends early");
        ReadOnlySpan<byte> field = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return field;
    }
}
