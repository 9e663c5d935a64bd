using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// How far the candidates' predictions for unseen rows are off, as exact sums: rows, absolute errors, and the products of the errors of every two candidates, which
/// tell the weights of their best mean. Errors are taken relative to the power of two of the contract's target range; one beyond 2^24 of it counts as 2^24,
/// so that a model that ran away is measured as useless and the study goes on.
/// </summary>
internal sealed class ScoreSums(InputScales scales, int candidates)
{
    private const string Phase = "scores";
    private const int FractionBits = 52;
    private const double Largest = 1 << 24;
    private const double SmallestSpread = 1e-9;
    private readonly double scale = Elementary.PowerOfTwo(scales.Target);
    private readonly int products = candidates * (candidates + 1) / 2;

    public RoundSpec Spec { get; } = new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, 22),
        Block.Whole("errors", (candidates + (candidates * (candidates + 1) / 2)) * WideSum.Limbs, WideSum.LimbBits)) { Part = RowPart.HoldOut };

    public LocalVector Of(MemberRows rows, UnseenRows unseen)
    {
        Int128[] sums = new Int128[candidates + products];
        double[] errors = new double[candidates];
        for (int i = 0; i < unseen.Rows.Length; i++)
        {
            double truth = rows.Original.Y[unseen.Rows[i]];
            for (int candidate = 0; candidate < candidates; candidate++)
            {
                errors[candidate] = Clip((unseen.Means[candidate][i] - truth) / scale);
                sums[candidate] += WideSum.Fixed(Math.Abs(errors[candidate]), FractionBits);
            }

            int product = candidates;
            for (int first = 0; first < candidates; first++)
            {
                for (int second = 0; second <= first; second++)
                    sums[product++] += WideSum.Fixed(errors[first] * errors[second], FractionBits);
            }
        }

        long[] slots = new long[sums.Length * WideSum.Limbs];
        for (int i = 0; i < sums.Length; i++)
            WideSum.Split(sums[i], slots.AsSpan(i * WideSum.Limbs));
        return new LocalVector(Spec, 1).Exact("rows", [unseen.Rows.Length]).Exact("errors", slots);
    }

    /// <exception cref="RefusedException">FM312: fewer than no rows.</exception>
    public Scores ToScores(SumSlice sum)
    {
        long rows = sum[0];
        if (rows < 0)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of hold-out rows is negative");
        double[] means = new double[candidates + products];
        for (int i = 0; i < means.Length; i++)
            means[i] = rows == 0 ? 0 : WideSum.ToDouble(sum.Wide(1 + (i * WideSum.Limbs))) / rows * Elementary.PowerOfTwo(-FractionBits);
        double[,] squares = new double[candidates, candidates];
        int product = candidates;
        for (int first = 0; first < candidates; first++)
        {
            for (int second = 0; second <= first; second++)
                squares[first, second] = squares[second, first] = means[product++];
        }

        (double[] weights, double square) = Stacking.Best(squares);
        return new Scores(
            rows, Array.ConvertAll(means[..candidates], mean => mean * scale),
            [.. Enumerable.Range(0, candidates).Select(i => Math.Sqrt(Math.Max(0, squares[i, i])) * scale)], weights,
            Math.Max(SmallestSpread, Math.Sqrt(Math.Max(0, square))) * scale);
    }

    private static double Clip(double error) => double.IsNaN(error) ? Largest : Math.Clamp(error, -Largest, Largest);
}
