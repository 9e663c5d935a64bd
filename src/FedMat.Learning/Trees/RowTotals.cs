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

    /// <summary>Units of weight that a row of weight 1 has: 1 where all have.</summary>
    public int Unit => Unusual > 0 ? Parts : 1;

    /// <summary>A row's weight in parts, where weights are told apart.</summary>
    public static long PartsOf(double weight) => (long)Math.Round(Math.Clamp(weight, 1.0 / Parts, LargestWeight) * Parts);

    /// <summary>A row's weight in units.</summary>
    public long UnitsOf(double weight) => Unusual > 0 ? PartsOf(weight) : 1;

    /// <param name="rows">To fit to.</param>
    /// <param name="unusual">Of these, with another weight than 1.</param>
    /// <param name="parts">Of weight.</param>
    /// <param name="held">Kept to measure with.</param>
    public static RowTotals Of(long rows, long unusual, long parts, long held) => new(rows, unusual, unusual > 0 ? parts : rows, held);

    public static bool IsUsual(double weight) => PartsOf(weight) == Parts;

    /// <summary>Whether the numbers fit each other and the most rows that there can be.</summary>
    public bool IsWithin(long mostRows) =>
        Rows >= 0 && Held >= 0 && Rows <= mostRows && Held <= mostRows && Unusual >= 0 && Unusual <= Rows
        && (Unusual == 0 ? Weight == Rows : Weight >= Rows && Weight <= Rows * Parts * LargestWeight);
}
