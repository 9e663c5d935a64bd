namespace FedMat.Learning;

/// <summary>Rows of either class by the probability of class 1, in equal cells.</summary>
/// <param name="Positives">Rows of class 1 in each cell.</param>
/// <param name="Negatives">Rows of class 0 in each cell.</param>
internal sealed record ClassCells(long[] Positives, long[] Negatives)
{
    /// <summary>Cells of probabilities; half of them lie below 0.5.</summary>
    public const int Count = 128;

    public ClassFigures Figures
    {
        get
        {
            (long positives, long negatives) = (0, 0);
            for (int cell = 0; cell < Count; cell++)
                (positives, negatives) = (positives + Positives[cell], negatives + Negatives[cell]);
            return new ClassFigures(
                positives, negatives, Metrics.BalancedAccuracy(Positives, Negatives, Count / 2), Metrics.RocArea(Positives, Negatives));
        }
    }

    public static ClassCells Empty() => new(new long[Count], new long[Count]);

    /// <param name="probability">From 0 to 1; of a model that ran away no number, which counts as 0.</param>
    public static int CellOf(double probability) => probability >= 0 ? Math.Min(Count - 1, (int)(Math.Min(1, probability) * Count)) : 0;

    public void Add(double probability, double truth) => (truth > 0.5 ? Positives : Negatives)[CellOf(probability)]++;

    public void Write(StateWriter writer) => writer.Int64s(Positives).Int64s(Negatives);

    public static ClassCells Read(StateReader reader) => new(reader.Counts(Count), reader.Counts(Count));
}
