namespace FedMat.Learning;

/// <summary>
/// How large the errors on unseen rows are, and how far from the usual rows a row may lie. Split conformal prediction with normalised scores (Lei et al., J. Am. Stat. Assoc.
/// 113, 1094, 2018, section 5.2): the score of a row is its error over the scale that the model gives it, and an interval of level p is the
/// prediction ± the scale times the ⌈p (n + 1)⌉-th smallest score. It covers p of rows that are drawn like the members' rows; of others nothing is promised.
/// </summary>
/// <param name="Figures">Errors on unseen rows; null where no member had any.</param>
/// <param name="Errors">Rows by score, in <see cref="LogCells"/>.</param>
/// <param name="Distances">Rows by <see cref="Domain.Distance(ReadOnlySpan{float})"/>, in <see cref="LogCells"/>.</param>
internal sealed record Calibration(HoldOutFigures? Figures, long[] Errors, long[] Distances)
{
    /// <summary>What to multiply a scale with for an interval that covers so large a part; null where too few rows were summed to say.</summary>
    public double? Factor(double level)
    {
        long rows = 0;
        foreach (long count in Errors)
            rows += count;
        return LogCells.Quantile(Errors, Math.Ceiling(level * (rows + 1)));
    }

    public void Write(StateWriter writer)
    {
        writer.Byte((byte)(Figures is null ? 0 : 1));
        if (Figures is { } figures)
        {
            writer.Int64(figures.Rows).Real(figures.Mae).Real(figures.Rmse).Real(figures.Bias).Byte((byte)(figures.R2 is null ? 0 : 1));
            writer.Real(figures.R2 ?? 0);
        }

        writer.Int64s(Errors).Int64s(Distances);
    }

    public static Calibration Read(StateReader reader)
    {
        HoldOutFigures? figures = null;
        if (reader.Byte() == 1)
        {
            figures = new HoldOutFigures(reader.Int64(), reader.Real(), reader.Real(), reader.Real(), 0);
            bool known = reader.Byte() == 1;
            double r2 = reader.Real();
            figures = figures with { R2 = known ? r2 : null };
        }

        return new Calibration(figures, reader.Int64s(LogCells.Count), reader.Int64s(LogCells.Count));
    }
}
