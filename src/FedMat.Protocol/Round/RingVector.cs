using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A vector of ring integers, little-endian, as it travels. Read as signed numbers around zero.</summary>
public sealed class RingVector
{
    private readonly byte[] bytes;

    public RingVector(Ring ring, int length)
        : this(ring, new byte[checked(length * ((int)ring / 8))])
    {
    }

    /// <param name="ring">The ring of the slots.</param>
    /// <param name="bytes">Taken over, not copied.</param>
    /// <exception cref="ArgumentException">The bytes are not a whole number of slots.</exception>
    public RingVector(Ring ring, byte[] bytes)
    {
        if (bytes.Length % ((int)ring / 8) != 0)
            throw new ArgumentException($"{bytes.Length} bytes are no whole number of slots of {(int)ring} bits", nameof(bytes));
        Ring = ring;
        this.bytes = bytes;
    }

    public Ring Ring { get; }

    public int Length => bytes.Length / ((int)Ring / 8);

    public ReadOnlyMemory<byte> Memory => bytes;

    public Digest Hash => Digest.Of(bytes);

    /// <summary>Slot <paramref name="index"/> as a signed number.</summary>
    public long this[int index]
    {
        get => Ring == Ring.Bits32
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * index, 4))
            : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * index, 8));
        set
        {
            if (Ring == Ring.Bits32)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index, 4), unchecked((int)value));
            else
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * index, 8), value);
        }
    }

    /// <summary>Adds little-endian slots from the given byte on, in the ring: the sum wraps.</summary>
    /// <param name="offset">Where in the vector, in bytes; a multiple of the slot size.</param>
    /// <param name="other">Whole slots.</param>
    public void Add(int offset, ReadOnlySpan<byte> other)
    {
        Span<byte> mine = bytes.AsSpan(offset, other.Length);
        if (Ring == Ring.Bits32)
            Add(MemoryMarshal.Cast<byte, uint>(mine), MemoryMarshal.Cast<byte, uint>(other));
        else
            Add(MemoryMarshal.Cast<byte, ulong>(mine), MemoryMarshal.Cast<byte, ulong>(other));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T>(Span<T> sum, ReadOnlySpan<T> term)
        where T : struct, System.Numerics.INumberBase<T>
    {
        int width = System.Numerics.Vector<T>.Count;
        int i = 0;
        for (; i <= sum.Length - width; i += width)
            (new System.Numerics.Vector<T>(sum[i..]) + new System.Numerics.Vector<T>(term[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] = unchecked(sum[i] + term[i]);
    }
}
