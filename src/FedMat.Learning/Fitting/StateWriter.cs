using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>Writes a state's bytes, little-endian; <see cref="StateReader"/> reads them.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public StateWriter Byte(byte value)
    {
        bytes.Write([value]);
        return this;
    }

    public StateWriter Int32(int value)
    {
        Span<byte> place = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(place, value);
        bytes.Write(place);
        return this;
    }

    public StateWriter Int64(long value)
    {
        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(place, value);
        bytes.Write(place);
        return this;
    }

    public StateWriter Real(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Their number, then each.</summary>
    public StateWriter Int32s(ReadOnlySpan<int> values)
    {
        Int32(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            bytes.Write(MemoryMarshal.AsBytes(values));
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
            bytes.Write(MemoryMarshal.AsBytes(values));
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
            bytes.Write(MemoryMarshal.AsBytes(values));
            return this;
        }

        foreach (float value in values)
            Int32(BitConverter.SingleToInt32Bits(value));
        return this;
    }

    public ModelState ToState() => new(bytes.WrittenSpan.ToArray());
}
