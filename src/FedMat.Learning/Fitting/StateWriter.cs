using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>Writes a state's bytes, little-endian; <see cref="StateReader"/> reads them.</summary>
/// <param name="expected">How many there will be, as far as one knows: with the right number nothing is copied.</param>
internal sealed class StateWriter(int expected = 256)
{
    private byte[] bytes = new byte[expected];
    private int written;

    public StateWriter Byte(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    public StateWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);
        return this;
    }

    public StateWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        return this;
    }

    public StateWriter Real(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Their number, then each.</summary>
    public StateWriter Int32s(ReadOnlySpan<int> values)
    {
        Int32(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(Room(values.Length * sizeof(int)));
            return this;
        }

        foreach (int value in values)
            Int32(value);
        return this;
    }

    /// <summary>Their number, then each.</summary>
    public StateWriter Int64s(ReadOnlySpan<long> values)
    {
        Int32(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(Room(values.Length * sizeof(long)));
            return this;
        }

        foreach (long value in values)
            Int64(value);
        return this;
    }

    /// <summary>Their number, then each.</summary>
    public StateWriter Reals(ReadOnlySpan<double> values)
    {
        Int32(values.Length);
        foreach (double value in values)
            Real(value);
        return this;
    }

    /// <summary>Their number, then each.</summary>
    public StateWriter Singles(ReadOnlySpan<float> values)
    {
        Int32(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(Room(values.Length * sizeof(float)));
            return this;
        }

        foreach (float value in values)
            Int32(BitConverter.SingleToInt32Bits(value));
        return this;
    }

    /// <summary>What was written. The writer is done.</summary>
    public ModelState ToState() => new(written == bytes.Length ? bytes : bytes[..written]);

    private Span<byte> Room(int length)
    {
        if (length > bytes.Length - written)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, checked(written + length)));
        written += length;
        return bytes.AsSpan(written - length, length);
    }
}
