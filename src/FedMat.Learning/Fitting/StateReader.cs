using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>Reads what <see cref="StateWriter"/> wrote. The bytes come from a peer: nothing in them is believed, and room is made only for what is there.</summary>
internal sealed class StateReader(ModelState state)
{
    /// <summary>More rows than any study has; all up to it are doubles, too.</summary>
    private const long MostCounted = 1L << 53;
    private ReadOnlyMemory<byte> rest = state.Memory;

    public byte Byte() => Take(1)[0];

    /// <exception cref="FormatException">There are not as many left.</exception>
    public byte[] Bytes(int count) => Take(count).ToArray();

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A whole number from 0 to a largest one.</summary>
    /// <exception cref="FormatException">Another.</exception>
    public int Below(int largest, string what)
    {
        int value = Int32();
        Require(value >= 0 && value <= largest, $"{what} is out of range");
        return value;
    }

    /// <summary>A finite number.</summary>
    public double Real()
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
        Require(double.IsFinite(value), "a number is not finite");
        return value;
    }

    public int[] Int32s(int? count = null)
    {
        int[] values = new int[Count(count, sizeof(int))];
        foreach (ref int value in values.AsSpan())
            value = Int32();
        return values;
    }

    public long[] Int64s(int? count = null)
    {
        long[] values = new long[Count(count, sizeof(long))];
        foreach (ref long value in values.AsSpan())
            value = Int64();
        return values;
    }

    /// <summary>Counts of rows: none is negative, and they can be added up.</summary>
    public long[] Counts(int count)
    {
        long[] values = Int64s(count);
        long room = MostCounted;
        foreach (long value in values)
        {
            Require(value >= 0 && value <= room, "a number of rows is out of range");
            room -= value;
        }

        return values;
    }

    public double[] Reals(int? count = null)
    {
        double[] values = new double[Count(count, sizeof(double))];
        foreach (ref double value in values.AsSpan())
            value = Real();
        return values;
    }

    public float[] Singles(int? count = null)
    {
        float[] values = new float[Count(count, sizeof(float))];
        Span<int> target = MemoryMarshal.Cast<float, int>(values.AsSpan());
        MemoryMarshal.Cast<byte, int>(Take(values.Length * sizeof(float))).CopyTo(target);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(target, target);
        Require(Array.TrueForAll(values, float.IsFinite), "a number is not finite");
        return values;
    }

    /// <exception cref="FormatException">Bytes are left.</exception>
    public void End() => Require(rest.IsEmpty, $"{rest.Length} bytes too many");

    /// <exception cref="FormatException">It does not hold.</exception>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new FormatException($"this is no state of the plan's learner: {what}");
    }

    private int Count(int? expected, int size)
    {
        int count = Int32();
        Require(count >= 0 && (expected is null || count == expected), $"{count} numbers where {expected} belong");
        Require((long)count * size <= rest.Length, "it ends early");
        return count;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count >= 0 && count <= rest.Length, "it ends early");
        ReadOnlyMemory<byte> taken = rest[..count];
        rest = rest[count..];
        return taken.Span;
    }
}
