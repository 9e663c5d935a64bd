using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// The Gram matrix of rows that hold a one, their features and their target, as exact sums. Each number of a row, times the root of the row's weight, becomes a whole
/// number below 2^15 (of weight one, 1/3276 of the largest it can be); the products of these, summed, are the same over the members as over the pooled rows, and the matrix
/// is never indefinite.
/// Limits: 2^20 rows a member and 2^11 members, so that 62 bits hold a sum; weights up to 100; targets beyond ±16 deviations count as that.
/// </summary>
internal sealed class GramSums
{
    public const int MostMembers = 1 << 11;
    private const string Phase = "gram";
    private const int EntryBits = 15;
    private const int RowBits = 20;
    private const double TargetLimit = 16;
    private const double MostWeight = 100;

    /// <summary>Of weight one; times the root of the largest weight it stays below 2^15.</summary>
    private const double Levels = 3276;
    private readonly IFeatureMap map;
    private readonly Standardisation standardisation;
    private readonly float inputLimit;
    private readonly int width;
    private readonly double[] bounds;

    /// <param name="map">The features.</param>
    /// <param name="standardisation">Of inputs and target.</param>
    /// <param name="inputLimit">Where a standardised input is cut off.</param>
    public GramSums(IFeatureMap map, Standardisation standardisation, double inputLimit)
    {
        this.map = map;
        this.standardisation = standardisation;
        this.inputLimit = (float)inputLimit;
        width = map.Count + 2;
        bounds = [1, .. Enumerable.Repeat(map.Bound, map.Count), TargetLimit];
        Spec = SpecOf(map.Count);
    }

    public RoundSpec Spec { get; }

    /// <summary>What is summed for so many features.</summary>
    public static RoundSpec SpecOf(int features) => new(
        Phase, Ring.Bits64, Block.Whole("rows", 1, RowBits + 2), Block.Whole("gram", (features + 2) * (features + 3) / 2, RowBits + (2 * EntryBits) + 2));

    public LocalVector Of(FitRows rows, CancellationToken cancellation)
    {
        double[] sums = new double[width * width];
        double[] entries = new double[width];
        float[] inputs = new float[rows.Rows.Inputs];
        int[] measured = rows.Measured;
        foreach (int row in measured)
        {
            cancellation.ThrowIfCancellationRequested();
            Entries(rows.Rows, row, inputs, entries);
            // Whole numbers below 2^53 in sum: no order of them makes a difference.
            for (int i = 0; i < width; i++)
                Axpy.Add(entries[i], entries.AsSpan(i), sums.AsSpan((i * width) + i, width - i));
        }

        long[] slots = new long[Spec.Blocks[1].Length];
        int slot = 0;
        for (int i = 0; i < width; i++)
        {
            for (int j = i; j < width; j++)
                slots[slot++] = (long)sums[(i * width) + j];
        }

        return new LocalVector(Spec, 1).Exact("rows", [measured.Length]).Exact("gram", slots);
    }

    /// <summary>The summed moments, in standardised units and centred.</summary>
    public Gram ToGram(SumSlice sum)
    {
        double[] step = Array.ConvertAll(bounds, bound => bound / Levels);
        double[,] moments = new double[width, width];
        int slot = 1;
        for (int i = 0; i < width; i++)
        {
            for (int j = i; j < width; j++)
                moments[i, j] = sum[slot++] * step[i] * step[j];
        }

        return Gram.Of(sum[0], moments);
    }

    private void Entries(Dataset data, int row, float[] inputs, double[] entries)
    {
        standardisation.Apply(data.X.AsSpan(row * data.Inputs, data.Inputs), inputs, inputLimit);
        entries[0] = 1;
        map.Map(inputs, entries.AsSpan(1, map.Count));
        entries[^1] = Math.Clamp((data.Y[row] - standardisation.TargetMean) / standardisation.TargetScale, -TargetLimit, TargetLimit);
        double weight = Math.Sqrt(Math.Clamp(data.Weights[row], 0, MostWeight)) * Levels;
        for (int i = 0; i < entries.Length; i++)
            entries[i] = Math.Round(entries[i] * weight / bounds[i]);
    }
}
