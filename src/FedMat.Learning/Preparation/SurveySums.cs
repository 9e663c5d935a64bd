using System.Numerics;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Rows, sums and sums of squares of every input and of the target, and rows that contain each element, as exact integers: over the members
/// they give the same moments, to the last bit, as over the pooled rows. A value x becomes the integer nearest to 2^64 x and its square the one nearest
/// to 2^52 x², after the contract's power of two (<see cref="InputScales"/>).
/// Limits: 2^20 rows a member; a scaled value beyond ±2^24 is refused.
/// </summary>
internal sealed class SurveySums(InputScales scales)
{
    public const string Phase = "survey";
    public const int MostRows = 1 << 20;

    /// <summary>Slots of the elements: one for each atomic number, from 0.</summary>
    public const int Elements = DescriptorSet.HeaviestElement + 1;

    private const int RowBits = 22;
    private const int ValueBits = 64;
    private const int SquareBits = 52;
    private const double Largest = 1 << 24;
    private const int SlotsPerColumn = 2 * WideSum.Limbs;
    private readonly int inputs = scales.Inputs.Count;

    public RoundSpec Spec => new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, RowBits), Block.Whole("elements", Elements, RowBits),
        Block.Whole("sums", (inputs + 1) * SlotsPerColumn, WideSum.LimbBits));

    /// <exception cref="RefusedException">FM507: a value that is no number or too large for the sum.</exception>
    public LocalVector Of(RoundSpec spec, Dataset data)
    {
        long[] sums = new long[(inputs + 1) * SlotsPerColumn];
        for (int column = 0; column <= inputs; column++)
        {
            double scale = Scale(column);
            (Int128 sum, Int128 squares) = (0, 0);
            for (int row = 0; row < data.Rows; row++)
            {
                double value = (column < inputs ? data.X[(row * inputs) + column] : data.Y[row]) / scale;
                if (!(Math.Abs(value) <= Largest))
                    throw TooLarge(data, row, column);
                sum += WideSum.Fixed(value, ValueBits);
                squares += WideSum.Fixed(value * value, SquareBits);
            }

            Span<long> slots = sums.AsSpan(column * SlotsPerColumn, SlotsPerColumn);
            WideSum.Split(sum, slots);
            WideSum.Split(squares, slots[WideSum.Limbs..]);
        }

        return new LocalVector(spec, 1).Exact("rows", [data.Rows]).Exact("elements", Coverage(data)).Exact("sums", sums);
    }

    /// <exception cref="RefusedException">FM312: the sum is of no rows.</exception>
    public Survey ToSurvey(SumSlice sum)
    {
        long rows = sum[0];
        if (rows < 1)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of rows is not positive");
        double[] means = new double[inputs + 1];
        double[] scale = new double[inputs + 1];
        SumSlice sums = sum.From(1 + Elements);
        for (int column = 0; column <= inputs; column++)
        {
            int start = column * SlotsPerColumn;
            (double mean, double variance) = Moments(rows, sums.Wide(start), sums.Wide(start + WideSum.Limbs));
            means[column] = mean * Scale(column);
            scale[column] = IsConstant(mean, variance) ? 0 : Math.Sqrt(variance) * Scale(column);
        }

        long[] elements = new long[Elements];
        for (int number = 0; number < Elements; number++)
            elements[number] = Math.Max(0, sum[1 + number]);
        return new Survey(rows, Standardisation.From(means, scale), elements);
    }

    private static long[] Coverage(Dataset data)
    {
        long[] rows = new long[Elements];
        foreach (ElementSet elements in data.Elements)
        {
            foreach (int number in elements.Numbers)
                rows[number]++;
        }

        return rows;
    }

    /// <summary>The variance is a difference of integers of equal size: nothing cancels before it is rounded.</summary>
    private static (double Mean, double Variance) Moments(long rows, BigInteger sum, BigInteger squares)
    {
        double mean = WideSum.ToDouble(sum) / rows * Elementary.PowerOfTwo(-ValueBits);
        BigInteger spread = (rows * (squares << ((2 * ValueBits) - SquareBits))) - (sum * sum);
        return (mean, WideSum.ToDouble(spread) / rows / rows * Elementary.PowerOfTwo(-2 * ValueBits));
    }

    /// <summary>What is left of a column whose values are equal is the rounding of its squares, or of the floats it came in.</summary>
    private static bool IsConstant(double mean, double variance) =>
        !(variance > Elementary.PowerOfTwo(-44) + (mean * mean * Elementary.PowerOfTwo(-40)));

    private double Scale(int column) => Elementary.PowerOfTwo(column < inputs ? scales.Inputs[column] : scales.Target);

    private RefusedException TooLarge(Dataset data, int row, int column) => new(
        RefusalCode.DataUnusable,
        $"line {data.Lines[row]}: '{(column < inputs ? scales.Names[column] : "target")}' is no number or too large to be summed; "
        + "use another unit or set its range in the contract");
}
