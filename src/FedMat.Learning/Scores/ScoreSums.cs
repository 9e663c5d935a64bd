using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// How far the candidates' predictions for unseen rows are off, as exact sums: rows, absolute errors, and the products of the errors of every two candidates, which
/// tell the weights of their best mean. The mean with the least absolute error is found in passes (iteratively reweighted least squares: Schlossmacher, J. Am. Stat.
/// Assoc. 68, 857, 1973): in the first every row counts as much; in each further one as the reciprocal of how far the mean so far is off, up to a bound.
/// Errors are taken relative to the power of two of the contract's target range; one beyond 2^24 of it counts as 2^24, so that a model that ran
/// away is measured as useless and the study goes on.
/// </summary>
internal sealed class ScoreSums(InputScales scales, int candidates)
{
    /// <summary>Passes, where there are weights to find.</summary>
    public const int MostPasses = 10;

    private const string Phase = "scores";
    private const int FractionBits = 52;
    private const double Largest = 1 << 24;
    private const double SmallestSpread = 1e-9;

    /// <summary>An error below this part of the mean one counts as it.</summary>
    private const double SmallestError = 0.05;

    /// <summary>
    /// A candidate with more than so many times the smallest error counts nothing: what is released is the mean of its models, and unlike their errors one by one
    /// that favours candidates that are nearly right.
    /// </summary>
    private const double LargestRatio = 1.15;

    private readonly double scale = Elementary.PowerOfTwo(scales.Target);
    private readonly int products = candidates * (candidates + 1) / 2;

    public RoundSpec Spec { get; } = new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, 22),
        Block.Whole("errors", (candidates + (candidates * (candidates + 1) / 2)) * WideSum.Limbs, WideSum.LimbBits)) { Part = RowPart.HoldOut };

    /// <param name="rows">A member's.</param>
    /// <param name="unseen">Predictions for those that the models have not seen.</param>
    /// <param name="before">Of the pass before; null in the first.</param>
    public LocalVector Of(MemberRows rows, UnseenRows unseen, Scores? before)
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

            double weight = before is null ? 1 : WeightOf(errors, before);
            int product = candidates;
            for (int first = 0; first < candidates; first++)
            {
                for (int second = 0; second <= first; second++)
                    sums[product++] += WideSum.Fixed(errors[first] * errors[second] * weight, FractionBits);
            }
        }

        long[] slots = new long[sums.Length * WideSum.Limbs];
        for (int i = 0; i < sums.Length; i++)
            WideSum.Split(sums[i], slots.AsSpan(i * WideSum.Limbs));
        return new LocalVector(Spec, 1).Exact("rows", [unseen.Rows.Length]).Exact("errors", slots);
    }

    /// <exception cref="RefusedException">FM312: fewer than no rows.</exception>
    public Scores ToScores(SumSlice sum, Scores? before)
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

        double[] errors = before?.Mae ?? Array.ConvertAll(means[..candidates], mean => mean * scale);
        double least = errors.Min();
        (double[] weights, double square) = Stacking.Best(squares, [.. errors.Select(error => error <= LargestRatio * least)]);
        return before is not null
            ? before with { Weights = weights, Passes = before.Passes + 1 }
            : new Scores(
                rows, errors,
                [.. Enumerable.Range(0, candidates).Select(i => Math.Sqrt(Math.Max(0, squares[i, i])) * scale)], weights,
                Math.Max(SmallestSpread, Math.Sqrt(Math.Max(0, square))) * scale, Passes: 1);
    }

    /// <summary>The mean error over the error of the mean so far, up to the bound.</summary>
    private double WeightOf(double[] errors, Scores before)
    {
        double error = 0;
        double usual = double.MaxValue;
        for (int candidate = 0; candidate < candidates; candidate++)
        {
            error += before.Weights[candidate] * errors[candidate];
            usual = Math.Min(usual, before.Mae[candidate] / scale);
        }

        double least = Math.Max(SmallestError * usual, SmallestSpread);
        return Math.Max(usual, SmallestSpread) / Math.Max(Math.Abs(error), least);
    }

    private static double Clip(double error) => double.IsNaN(error) ? Largest : Math.Clamp(error, -Largest, Largest);
}
