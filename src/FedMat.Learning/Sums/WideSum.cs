using System.Numerics;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// A sum of up to 126 bits carried by three slots of a ring, so that exact sums need no range agreed beforehand: the integer is cut
/// into limbs of 42 bits, the members' limbs are added slot by slot, and the sum is put together again.
/// </summary>
internal static class WideSum
{
    /// <summary>Slots a number takes.</summary>
    public const int Limbs = 3;

    /// <summary>What <see cref="Protocol.Block.Whole"/> needs to hold one member's limb.</summary>
    public const int LimbBits = LimbSize + 1;

    private const int LimbSize = 42;
    private const long Mask = (1L << LimbSize) - 1;

    /// <summary>The integer nearest to <c>value × 2^fractionBits</c>, ties to even.</summary>
    /// <param name="value">Finite; with <paramref name="fractionBits"/> bits behind the point it fits into 106 bits.</param>
    /// <param name="fractionBits">Bits behind the point.</param>
    public static Int128 Fixed(double value, int fractionBits) => (Int128)Math.Round(value * Elementary.PowerOfTwo(fractionBits));

    public static void Split(Int128 value, Span<long> limbs)
    {
        limbs[0] = (long)(value & Mask);
        limbs[1] = (long)((value >> LimbSize) & Mask);
        limbs[2] = (long)(value >> (2 * LimbSize));
    }

    public static BigInteger Join(ReadOnlySpan<long> limbs) =>
        ((((BigInteger)limbs[2] << LimbSize) + limbs[1]) << LimbSize) + limbs[0];

    /// <summary>The integer as a double: cut to 62 bits, downward, and then rounded to the nearest.</summary>
    public static double ToDouble(BigInteger value)
    {
        int excess = (int)Math.Max(0, value.GetBitLength() - 62);
        return (long)(value >> excess) * Elementary.PowerOfTwo(excess);
    }
}
