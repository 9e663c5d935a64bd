using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Histograms and moments of what the weighted mean is off on unseen rows, and of how far all measured rows lie from their mean, as exact sums. Errors and targets are taken as in
/// <see cref="ScoreSums"/>. Of classes also histograms of the probabilities of each.
/// </summary>
internal sealed class CalibrationSums(InputScales scales, bool hasClasses)
{
    private const string Phase = "calibration";
    private const int FractionBits = 52;
    private const double Largest = 1 << 24;
    private const int Moments = 6;
    private const int ScoresStart = 1;
    private const int DistancesStart = ScoresStart + Calibration.ErrorCells;
    private const int MomentsStart = DistancesStart + LogCells.Count;
    private const int ClassesStart = MomentsStart + (Moments * WideSum.Limbs);
    private readonly double scale = Elementary.PowerOfTwo(scales.Target);

    public RoundSpec Spec { get; } = new(
        Phase, Ring.Bits64,
        [
            Block.Whole("rows", 1, 22), Block.Whole("scores", Calibration.ErrorCells, 22), Block.Whole("distances", LogCells.Count, 22),
            Block.Whole("moments", Moments * WideSum.Limbs, WideSum.LimbBits),
            .. hasClasses ? [Block.Whole("positives", ClassCells.Count, 22), Block.Whole("negatives", ClassCells.Count, 22)] : (Block[])[],
        ]) { Part = RowPart.HoldOut };

    public LocalVector Of(MemberRows rows, UnseenRows unseen, StudyState state)
    {
        Scores scores = state.Scores!;
        long[] errors = new long[Calibration.ErrorCells];
        Int128[] sums = new Int128[Moments];
        ClassCells classes = ClassCells.Empty();
        int candidates = unseen.Means.Length;
        (double[] means, double[] variances) = (new double[candidates], new double[candidates]);
        for (int i = 0; i < unseen.Rows.Length; i++)
        {
            for (int candidate = 0; candidate < candidates; candidate++)
                (means[candidate], variances[candidate]) = (unseen.Means[candidate][i], unseen.Variances[candidate][i]);
            (double mean, double spread) = Mixture.Of(scores.Weights, means, variances, scores.Spread);
            int row = unseen.Rows[i];
            double truth = rows.Original.Y[row];
            errors[(rows.Half[row] * LogCells.Count) + LogCells.CellOf(Math.Abs(mean - truth) / spread)]++;
            Add(sums, Clip((mean - truth) / scale), Clip(truth / scale), Clip(spread / scale));
            if (hasClasses)
                classes.Add(mean, truth);
        }

        LocalVector vector = new LocalVector(Spec, 1).Exact("rows", [unseen.Rows.Length]).Exact("scores", errors)
            .Exact("distances", Distances(rows.Measured, state.Prepared.Survey.Standardisation)).Exact("moments", Slots(sums));
        return hasClasses ? vector.Exact("positives", classes.Positives).Exact("negatives", classes.Negatives) : vector;
    }

    /// <exception cref="RefusedException">FM312: fewer than no rows.</exception>
    public Calibration ToCalibration(SumSlice sum)
    {
        long rows = sum[0];
        if (rows < 0)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of hold-out rows is negative");
        long[] errors = BinSums.ToCounts(sum.Slice(ScoresStart, Calibration.ErrorCells));
        long[] distances = BinSums.ToCounts(sum.Slice(DistancesStart, LogCells.Count));
        ClassCells? classes = !hasClasses ? null : new ClassCells(
            BinSums.ToCounts(sum.Slice(ClassesStart, ClassCells.Count)), BinSums.ToCounts(sum.Slice(ClassesStart + ClassCells.Count, ClassCells.Count)));
        return new Calibration(rows == 0 ? null : Means(rows, sum.Slice(MomentsStart, Moments * WideSum.Limbs)), errors, distances, classes);
    }

    private ErrorMeans Means(long rows, SumSlice moments)
    {
        double[] means = new double[Moments];
        for (int i = 0; i < Moments; i++)
            means[i] = WideSum.ToDouble(moments.Wide(i * WideSum.Limbs)) / rows * Elementary.PowerOfTwo(-FractionBits);
        double variance = means[4] - (means[3] * means[3]);
        return new ErrorMeans(
            rows, means[0] * scale, Math.Sqrt(Math.Max(0, means[1])) * scale, means[2] * scale, ColumnSum.IsConstant(means[3], variance) ? null : 1 - (means[1] / variance),
            means[5] * scale);
    }

    private static long[] Slots(Int128[] sums)
    {
        long[] slots = new long[Moments * WideSum.Limbs];
        for (int i = 0; i < Moments; i++)
            WideSum.Split(sums[i], slots.AsSpan(i * WideSum.Limbs));
        return slots;
    }

    private static void Add(Int128[] sums, double error, double truth, double spread)
    {
        sums[0] += WideSum.Fixed(Math.Abs(error), FractionBits);
        sums[1] += WideSum.Fixed(error * error, FractionBits);
        sums[2] += WideSum.Fixed(error, FractionBits);
        sums[3] += WideSum.Fixed(truth, FractionBits);
        sums[4] += WideSum.Fixed(truth * truth, FractionBits);
        sums[5] += WideSum.Fixed(spread, FractionBits);
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
