using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>The only bound on a masked contribution: every slot of a sum lies within what so many members can make of it.</summary>
public static class SumRange
{
    /// <summary>FM312 where a slot is beyond <paramref name="members"/> times the bound of its block.</summary>
    /// <param name="ask">What was summed.</param>
    /// <param name="sum">Without masks, of the ask's ring and length.</param>
    /// <param name="members">How many vectors are in it.</param>
    /// <exception cref="ArgumentException">The sum is of another ring or length.</exception>
    public static Refusal? Refuse(RoundSpec ask, RingVector sum, int members)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(sum);
        if (sum.Ring != ask.Ring || sum.Length != ask.Length)
            throw new ArgumentException($"{sum.Length} slots of {(int)sum.Ring} bits do not belong to phase '{ask.Phase}'", nameof(sum));
        int width = (int)ask.Ring / 8;
        int slot = 0;
        foreach (Block block in ask.Blocks)
        {
            ReadOnlySpan<byte> slots = sum.Memory.Span.Slice(slot * width, block.Length * width);
            Int128 bound = (Int128)members * block.Bound;
            bool within = ask.Ring == Ring.Bits32
                ? Within(MemoryMarshal.Cast<byte, int>(slots), (int)Int128.Min(bound, int.MaxValue))
                : Within(MemoryMarshal.Cast<byte, long>(slots), (long)Int128.Min(bound, long.MaxValue));
            if (!within)
                return new Refusal(RefusalCode.SumBeyondRange, $"the sum in block '{block.Name}' is larger than {members} members can make it");
            slot += block.Length;
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
}
