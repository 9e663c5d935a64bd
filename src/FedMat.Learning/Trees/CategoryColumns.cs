namespace FedMat.Learning;

/// <summary>
/// A category as one input of a tree: in place of its columns, one for each value, a row has the number of its value, and the number of values where it has none.
/// Of rows that share the mean of their inputs it is the value that most of them have.
/// </summary>
/// <param name="Start">The first column, which the category is known by.</param>
/// <param name="Values">How many columns.</param>
internal readonly record struct CategoryColumns(int Start, int Values)
{
    /// <summary>A value is a bit of 64, and so is that there is none.</summary>
    public const int MostValues = 63;

    /// <summary>A bit for each value, and for none.</summary>
    public ulong All => ulong.MaxValue >> (MostValues - Values);

    /// <summary>The number of the value of a row.</summary>
    /// <param name="inputs">The described row.</param>
    public int ValueOf(ReadOnlySpan<float> inputs)
    {
        (int most, double share, double missing) = (Values, 0, 1);
        for (int value = 0; value < Values; value++)
        {
            double part = inputs[Start + value];
            missing -= part;
            if (part > share)
                (most, share) = (value, part);
        }

        return missing > share ? Values : most;
    }
}
