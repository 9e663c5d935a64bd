using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// How far predictions on the hold-out rows are off, as exact sums: rows, absolute errors, squared errors. Errors are taken relative to
/// the power of two of the contract's target range; one beyond 2^24 of it counts as 2^24, so that a model that ran away is measured
/// as useless and the study goes on.
/// </summary>
internal sealed class MetricSums(InputScales scales)
{
    public const string Phase = "metrics";
    private const int FractionBits = 52;
    private const double Largest = 1 << 24;
    private readonly double scale = Elementary.PowerOfTwo(scales.Target);

    public static RoundSpec Spec { get; } = new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, 22), Block.Whole("errors", 2 * WideSum.Limbs, WideSum.LimbBits)) { Part = RowPart.HoldOut };

    public LocalVector Of(RoundSpec spec, ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        (Int128 absolute, Int128 squared) = (0, 0);
        for (int i = 0; i < truth.Length; i++)
        {
            double error = Math.Abs(predictions[i] - truth[i]) / scale;
            error = error < Largest ? error : Largest;
            absolute += WideSum.Fixed(error, FractionBits);
            squared += WideSum.Fixed(error * error, FractionBits);
        }

        long[] sums = new long[2 * WideSum.Limbs];
        WideSum.Split(absolute, sums);
        WideSum.Split(squared, sums.AsSpan(WideSum.Limbs));
        return new LocalVector(spec, 1).Exact("rows", [truth.Length]).Exact("errors", sums);
    }

    /// <exception cref="RefusedException">FM312: the sum is of no rows.</exception>
    public HoldOutFigures ToFigures(RingVector sum)
    {
        long rows = sum[0];
        if (rows < 1)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of hold-out rows is not positive");
        Span<long> slots = stackalloc long[2 * WideSum.Limbs];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = sum[1 + i];
        double mean = Mean(slots, rows);
        double meanSquare = Mean(slots[WideSum.Limbs..], rows);
        return new HoldOutFigures(rows, mean * scale, Math.Sqrt(Math.Max(0, meanSquare)) * scale);
    }

    private static double Mean(ReadOnlySpan<long> limbs, long rows) =>
        WideSum.ToDouble(WideSum.Join(limbs)) / rows * Elementary.PowerOfTwo(-FractionBits);
}
