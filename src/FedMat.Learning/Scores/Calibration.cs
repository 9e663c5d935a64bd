namespace FedMat.Learning;

/// <summary>
/// How large the errors on unseen rows are, and how far from the usual rows a row may lie. Split conformal prediction with normalised scores (Lei et al., J. Am. Stat. Assoc.
/// 113, 1094, 2018, section 5.2): the score of a row is its error over the scale that the model gives it, and an interval of level p is the
/// prediction ± the scale times the ⌈p (n + 1)⌉-th smallest score. It covers p of rows that are drawn like the members' rows; of others nothing is promised.
/// </summary>
/// <param name="Means">Errors on unseen rows; null where no member had any.</param>
/// <param name="Errors">Rows by score, in <see cref="LogCells"/>: one half of the rows, then the other.</param>
/// <param name="Distances">Rows by <see cref="Domain.Distance(ReadOnlySpan{float})"/>, in <see cref="LogCells"/>.</param>
/// <param name="Classes">Unseen rows by class and probability; null where the target is a number.</param>
internal sealed record Calibration(ErrorMeans? Means, long[] Errors, long[] Distances, ClassCells? Classes)
{
    /// <summary>Cells of <see cref="Errors"/>.</summary>
    public const int ErrorCells = 2 * LogCells.Count;

    private const double UsualLevel = 0.9;
    private readonly long[] all = [.. Enumerable.Range(0, LogCells.Count).Select(cell => Errors[cell] + Errors[LogCells.Count + cell])];

    /// <summary>Null where no member had unseen rows.</summary>
    public HoldOutFigures? Figures => Means is null ? null : new HoldOutFigures(
        Means.Rows, Means.Mae, Means.Rmse, Means.Bias, Means.R2, Coverage(UsualLevel), 2 * Factor(UsualLevel) * Means.Scale, Classes?.Figures);

    /// <summary>What to multiply a scale with for an interval that covers so large a part; null where too few rows were summed to say.</summary>
    public double? Factor(double level) => LogCells.Quantile(all, Rank(all, level));

    public void Write(StateWriter writer)
    {
        writer.Byte((byte)(Means is null ? 0 : 1));
        Means?.Write(writer);
        writer.Int64s(Errors).Int64s(Distances);
        Classes?.Write(writer);
    }

    /// <param name="reader">Of what was written.</param>
    /// <param name="hasClasses">Whether the study tells classes.</param>
    /// <exception cref="FormatException">Numbers of rows that cannot be.</exception>
    public static Calibration Read(StateReader reader, bool hasClasses) => new(
        reader.Byte() == 1 ? ErrorMeans.Read(reader) : null, reader.Counts(ErrorCells), reader.Counts(LogCells.Count),
        hasClasses ? ClassCells.Read(reader) : null);

    /// <summary>The part of each half of the rows that lies within what the other half promises.</summary>
    private double? Coverage(double level)
    {
        ReadOnlySpan<long> first = Errors.AsSpan(0, LogCells.Count);
        ReadOnlySpan<long> second = Errors.AsSpan(LogCells.Count);
        if (LogCells.Quantile(first, Rank(first, level)) is not { } ofFirst || LogCells.Quantile(second, Rank(second, level)) is not { } ofSecond)
            return null;
        return (Within(first, ofSecond) + Within(second, ofFirst)) / (double)(Rows(first) + Rows(second));
    }

    private static long Within(ReadOnlySpan<long> counts, double factor)
    {
        long rows = 0;
        for (int cell = 0; cell < counts.Length && LogCells.Top(cell) <= factor; cell++)
            rows += counts[cell];
        return rows;
    }

    private static double Rank(ReadOnlySpan<long> counts, double level) => Math.Ceiling(level * (Rows(counts) + 1));

    private static long Rows(ReadOnlySpan<long> counts)
    {
        long rows = 0;
        foreach (long count in counts)
            rows += count;
        return rows;
    }
}
