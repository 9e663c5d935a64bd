using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>What is known of the rows that a model is fitted to, in sum.</summary>
/// <param name="Rows">To fit to.</param>
/// <param name="Unusual">Of these, how many have another weight than 1.</param>
/// <param name="Weight">Of these, in units.</param>
/// <param name="Held">Kept to measure with.</param>
internal sealed record RowTotals(long Rows, long Unusual, long Weight, long Held)
{
    /// <summary>A weight is a multiple of 1/64, from 1/64 to 1024.</summary>
    private const int Parts = 64;
    private const int LargestWeight = 1024;
    private const int Slots = 4;

    /// <summary>2^20 rows of 2^16 parts of weight.</summary>
    private const int Bits = 38;

    /// <summary>Their slots: rows, rows of another weight than 1, weight in parts, rows held out.</summary>
    public static Block Block { get; } = Block.Whole("totals", Slots, Bits);

    /// <summary>Units of weight that a row of weight 1 has: 1 where all have.</summary>
    public int Unit => Unusual > 0 ? Parts : 1;

    /// <summary>A row's weight in units.</summary>
    public long UnitsOf(double weight) => Unusual > 0 ? PartsOf(weight) : 1;

    /// <summary>A member's part of the sum.</summary>
    /// <param name="rows">The member's.</param>
    /// <param name="training">Those of them to fit to.</param>
    /// <param name="held">Those of them to measure with.</param>
    public static long[] Of(FitRows rows, int[] training, int[] held)
    {
        long[] totals = [training.Length, 0, 0, held.Length];
        foreach (int row in training)
        {
            long parts = PartsOf(rows.Rows.Weights[row]);
            totals[1] += parts == Parts ? 0 : 1;
            totals[2] += parts;
        }

        return totals;
    }

    /// <exception cref="RefusedException">FM312: the numbers do not fit each other.</exception>
    public static RowTotals From(SumSlice sum, long mostRows)
    {
        RowTotals totals = new(sum[0], sum[1], sum[1] == 0 ? sum[0] : sum[2], sum[3]);
        return totals.IsWithin(mostRows)
            ? totals
            : throw new RefusedException(RefusalCode.SumBeyondRange, "summed rows and weights do not fit each other");
    }

    /// <summary>Whether the numbers fit each other and the most rows that there can be.</summary>
    public bool IsWithin(long mostRows) =>
        Rows >= 0 && Held >= 0 && Rows <= mostRows && Held <= mostRows && Unusual >= 0 && Unusual <= Rows
        && (Unusual == 0 ? Weight == Rows : Weight >= Rows && Weight <= Rows * Parts * LargestWeight);

    public void Write(StateWriter writer) => writer.Int64(Rows).Int64(Unusual).Int64(Weight).Int64(Held);

    public static RowTotals Read(StateReader reader) => new(reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64());

    private static long PartsOf(double weight) => (long)Math.Round(Math.Clamp(weight, 1.0 / Parts, LargestWeight) * Parts);
}
