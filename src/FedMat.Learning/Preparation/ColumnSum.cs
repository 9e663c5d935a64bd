using System.Numerics;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Sum and sum of squares of a column, as exact integers. A value x becomes the integer nearest to 2^64 x and its square the one nearest to 2^52 x², after a power of two.
/// Limits: a scaled value beyond ±2^24 is not taken.
/// </summary>
/// <param name="scale">A power of two near the largest value.</param>
internal sealed class ColumnSum(double scale)
{
    private const int ValueBits = 64;
    private const int SquareBits = 52;
    private const double Largest = 1 << 24;
    private Int128 sum;
    private Int128 squares;

    /// <summary>Values taken.</summary>
    public long Rows { get; private set; }

    /// <returns>Whether the value is a number and not too large.</returns>
    public bool TryAdd(double value)
    {
        double scaled = value / scale;
        if (!(Math.Abs(scaled) <= Largest))
            return false;
        sum += WideSum.Fixed(scaled, ValueBits);
        squares += WideSum.Fixed(scaled * scaled, SquareBits);
        Rows++;
        return true;
    }

    /// <param name="slots">Two wide numbers.</param>
    public void Write(Span<long> slots)
    {
        WideSum.Split(sum, slots);
        WideSum.Split(squares, slots[WideSum.Limbs..]);
    }

    /// <param name="rows">Values in the sum; at least one.</param>
    /// <param name="slots">What was written, added up over the members.</param>
    /// <param name="scale">As it was written with.</param>
    /// <returns>Mean and deviation; the deviation of a constant column is 0.</returns>
    public static (double Mean, double Deviation) Moments(long rows, SumSlice slots, double scale)
    {
        (BigInteger sum, BigInteger squares) = (slots.Wide(0), slots.Wide(WideSum.Limbs));
        double mean = WideSum.ToDouble(sum) / rows * Elementary.PowerOfTwo(-ValueBits);
        // The variance is a difference of integers of equal size: nothing cancels before it is rounded.
        BigInteger spread = (rows * (squares << ((2 * ValueBits) - SquareBits))) - (sum * sum);
        double variance = WideSum.ToDouble(spread) / rows / rows * Elementary.PowerOfTwo(-2 * ValueBits);
        return (mean * scale, IsConstant(mean, variance) ? 0 : Math.Sqrt(variance) * scale);
    }

    /// <summary>What is left of a column whose values are equal is the rounding of its squares, or of the floats it came in.</summary>
    /// <param name="mean">Of scaled values.</param>
    /// <param name="variance">Of them.</param>
    public static bool IsConstant(double mean, double variance) =>
        !(variance > Elementary.PowerOfTwo(-44) + (mean * mean * Elementary.PowerOfTwo(-40)));
}
