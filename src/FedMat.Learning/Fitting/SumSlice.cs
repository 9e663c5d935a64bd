using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>The part of a sum that answers one ask.</summary>
internal readonly struct SumSlice(RingVector sum, int offset, int length)
{
    public int Length => length;

    public long this[int index] => (uint)index < (uint)length
        ? sum[offset + index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"the slice has {length} slots");

    /// <summary>All slots of a sum of 32 bits.</summary>
    /// <exception cref="InvalidOperationException">It has others.</exception>
    public ReadOnlySpan<int> Numbers => BitConverter.IsLittleEndian && sum.Ring == Ring.Bits32
        ? MemoryMarshal.Cast<byte, int>(sum.Memory.Span).Slice(offset, length)
        : throw new InvalidOperationException("the sum has no slots of 32 bits in this machine's order");

    public static SumSlice All(RingVector sum) => new(sum, 0, sum.Length);

    public SumSlice From(int start) => Slice(start, length - start);

    public SumSlice Slice(int start, int count) => new(sum, offset + start, count);

    /// <summary>Puts the wide number (<see cref="WideSum"/>) that begins at a slot together again.</summary>
    public System.Numerics.BigInteger Wide(int index) => WideSum.Join([this[index], this[index + 1], this[index + 2]]);
}
