using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Histograms and moments of what the weighted mean is off on unseen rows, and of how far all rows lie from their mean, as exact sums. Errors and targets are taken as in
/// <see cref="ScoreSums"/>.
/// </summary>
internal sealed class CalibrationSums(InputScales scales)
{
    private const string Phase = "calibration";
    private const int FractionBits = 52;
    private const double Largest = 1 << 24;
    private const int Moments = 5;
    private readonly double scale = Elementary.PowerOfTwo(scales.Target);

    public RoundSpec Spec { get; } = new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, 22), Block.Whole("scores", LogCells.Count, 22), Block.Whole("distances", LogCells.Count, 22),
        Block.Whole("moments", Moments * WideSum.Limbs, WideSum.LimbBits)) { Part = RowPart.HoldOut };

    public LocalVector Of(MemberRows rows, UnseenRows unseen, StudyState state)
    {
        Scores scores = state.Scores!;
        long[] errors = new long[LogCells.Count];
        Int128[] sums = new Int128[Moments];
        int candidates = unseen.Means.Length;
        (double[] means, double[] variances) = (new double[candidates], new double[candidates]);
        for (int i = 0; i < unseen.Rows.Length; i++)
        {
            for (int candidate = 0; candidate < candidates; candidate++)
                (means[candidate], variances[candidate]) = (unseen.Means[candidate][i], unseen.Variances[candidate][i]);
            (double mean, double spread) = Mixture.Of(scores.Weights, means, variances, scores.Spread);
            double truth = rows.Original.Y[unseen.Rows[i]];
            errors[LogCells.CellOf(Math.Abs(mean - truth) / spread)]++;
            Add(sums, Clip((mean - truth) / scale), Clip(truth / scale));
        }

        long[] slots = new long[Moments * WideSum.Limbs];
        for (int i = 0; i < Moments; i++)
            WideSum.Split(sums[i], slots.AsSpan(i * WideSum.Limbs));
        return new LocalVector(Spec, 1).Exact("rows", [unseen.Rows.Length]).Exact("scores", errors)
            .Exact("distances", Distances(rows.Rows, state.Prepared.Survey.Standardisation)).Exact("moments", slots);
    }

    /// <exception cref="RefusedException">FM312: fewer than no rows.</exception>
    public Calibration ToCalibration(SumSlice sum)
    {
        long rows = sum[0];
        if (rows < 0)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of hold-out rows is negative");
        long[] errors = BinSums.ToCounts(sum.Slice(1, LogCells.Count));
        long[] distances = BinSums.ToCounts(sum.Slice(1 + LogCells.Count, LogCells.Count));
        return new Calibration(rows == 0 ? null : Figures(rows, sum.From(1 + (2 * LogCells.Count))), errors, distances);
    }

    private HoldOutFigures Figures(long rows, SumSlice moments)
    {
        double[] means = new double[Moments];
        for (int i = 0; i < Moments; i++)
            means[i] = WideSum.ToDouble(moments.Wide(i * WideSum.Limbs)) / rows * Elementary.PowerOfTwo(-FractionBits);
        double variance = means[4] - (means[3] * means[3]);
        return new HoldOutFigures(
            rows, means[0] * scale, Math.Sqrt(Math.Max(0, means[1])) * scale, means[2] * scale, variance > 0 ? 1 - (means[1] / variance) : null);
    }

    private static void Add(Int128[] sums, double error, double truth)
    {
        sums[0] += WideSum.Fixed(Math.Abs(error), FractionBits);
        sums[1] += WideSum.Fixed(error * error, FractionBits);
        sums[2] += WideSum.Fixed(error, FractionBits);
        sums[3] += WideSum.Fixed(truth, FractionBits);
        sums[4] += WideSum.Fixed(truth * truth, FractionBits);
    }

    private static long[] Distances(Dataset data, Standardisation scales)
    {
        long[] counts = new long[LogCells.Count];
        for (int row = 0; row < data.Rows; row++)
            counts[LogCells.CellOf(Domain.Distance(scales, data.X.AsSpan(row * data.Inputs, data.Inputs)))]++;
        return counts;
    }

    private static double Clip(double value) => double.IsNaN(value) ? Largest : Math.Clamp(value, -Largest, Largest);
}
