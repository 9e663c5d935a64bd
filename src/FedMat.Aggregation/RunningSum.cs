using System.Numerics;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The sum of a round, one member after the other: memory of one vector, whatever the number of members. Not safe for two
/// threads at once.
/// </summary>
public sealed class RunningSum
{
    private const int ChunkBytes = 1 << 20;
    private readonly RoundSpec spec;
    private readonly RingVector sum;
    private byte[]? chunk;
    private bool spoilt;

    public RunningSum(RoundSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        this.spec = spec;
        sum = new RingVector(spec.Ring, spec.Length);
    }

    /// <summary>How many vectors were added.</summary>
    public int Members { get; private set; }

    /// <exception cref="ArgumentException">Another ring or length than the round's.</exception>
    public void Add(RingVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        RequireUsable();
        if (vector.Ring != spec.Ring || vector.Length != spec.Length)
            throw new ArgumentException(
                $"{vector.Length} slots of {(int)vector.Ring} bits do not belong to phase '{spec.Phase}'", nameof(vector));
        sum.Add(0, vector.Memory.Span);
        Members++;
    }

    /// <summary>Adds a vector that is read a chunk at a time, little-endian slots as it travelled.</summary>
    /// <exception cref="InvalidDataException">
    /// The stream is shorter or longer than the vector. The sum is spoilt then: begin a new one.
    /// </exception>
    public void Add(Stream vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        RequireUsable();
        spoilt = true;
        chunk ??= new byte[ChunkBytes];
        long offset = 0;
        for (int read; (read = vector.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false)) > 0; offset += read)
        {
            if (offset + read > spec.Bytes || read % ((int)spec.Ring / 8) != 0)
                throw new InvalidDataException($"a vector of phase '{spec.Phase}' has {spec.Bytes} bytes; the stream has others");
            sum.Add((int)offset, chunk.AsSpan(0, read));
        }

        if (offset != spec.Bytes)
            throw new InvalidDataException($"a vector of phase '{spec.Phase}' has {spec.Bytes} bytes; the stream has {offset}");
        spoilt = false;
        Members++;
    }

    /// <summary>The sum, after which nothing more can be added.</summary>
    /// <exception cref="RefusedException">FM312: a slot is beyond what so many members can have made.</exception>
    public RingVector Total()
    {
        RequireUsable();
        spoilt = true;
        int width = (int)spec.Ring / 8;
        int slot = 0;
        foreach (Block block in spec.Blocks)
        {
            ReadOnlySpan<byte> slots = sum.Memory.Span.Slice(slot * width, block.Length * width);
            Int128 bound = (Int128)Members * block.Bound;
            bool within = spec.Ring == Ring.Bits32
                ? Within(MemoryMarshal.Cast<byte, int>(slots), (int)Int128.Min(bound, int.MaxValue))
                : Within(MemoryMarshal.Cast<byte, long>(slots), (long)Int128.Min(bound, long.MaxValue));
            if (!within)
                throw new RefusedException(
                    RefusalCode.SumBeyondRange, $"the sum in block '{block.Name}' is larger than {Members} members can make it");
            slot += block.Length;
        }

        return sum;
    }

    private static bool Within<T>(ReadOnlySpan<T> slots, T bound)
        where T : struct, INumber<T>
    {
        Vector<T> high = new(bound);
        Vector<T> low = new(-bound);
        int i = 0;
        for (; i <= slots.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> values = new(slots[i..]);
            if (Vector.GreaterThanAny(values, high) || Vector.LessThanAny(values, low))
                return false;
        }

        for (; i < slots.Length; i++)
        {
            if (slots[i] > bound || slots[i] < -bound)
                return false;
        }

        return true;
    }

    private void RequireUsable()
    {
        if (spoilt)
            throw new InvalidOperationException("this sum has been taken, or a vector broke off in the middle of it");
    }
}
