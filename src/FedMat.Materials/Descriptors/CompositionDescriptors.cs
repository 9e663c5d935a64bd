namespace FedMat.Materials;

/// <summary>
/// The numbers of a versioned set for compositions alone, without a contract: one composition at a time, or many as columns.
/// <c>fractions/1</c> (<see cref="FractionStatistics"/>), <c>magpie/1</c> (<see cref="MagpieStatistics"/>), <c>alloy/1</c>
/// (<see cref="AlloyStatistics"/>), or several of them joined by +, which follow one another.
/// </summary>
public sealed class CompositionDescriptors
{
    private const int RowsAtOnce = 512;

    private static readonly FractionStatistics Fractions = new();
    private static readonly MagpieStatistics Magpie = new();
    private static readonly AlloyStatistics Alloy = new();

    private readonly ICompositionStatistics[] parts;

    private CompositionDescriptors(params ICompositionStatistics[] parts)
    {
        this.parts = parts;
        Names = [.. parts.SelectMany(part => part.Names)];
    }

    /// <summary>The sets that can stand alone or be joined by +.</summary>
    public static IReadOnlyList<string> Known { get; } = ["fractions/1", "magpie/1", "alloy/1"];

    /// <summary>The 22 properties of a lattice site, by occupancy where it is mixed.</summary>
    public static CompositionDescriptors Site { get; } = new(new SiteStatistics());

    public IReadOnlyList<string> Names { get; }

    /// <summary>How many numbers describe a composition.</summary>
    public int Length => Names.Count;

    /// <param name="version">Such as magpie/1 or fractions/1+magpie/1.</param>
    /// <exception cref="InputException">No set of that name; the message lists those that are known.</exception>
    public static CompositionDescriptors Of(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new([.. version.Split('+').Select(Statistics)]);
    }

    /// <param name="composition">Elements up to Lr.</param>
    /// <param name="values">Room for <see cref="Length"/> numbers.</param>
    /// <exception cref="ArgumentException">A heavier element, or not as much room.</exception>
    public void Describe(Composition composition, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(composition);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Length);
        if (composition.Amounts[^1].Element is { Number: > DescriptorSet.HeaviestElement } element)
            throw new ArgumentException($"{element} has no descriptors.", nameof(composition));
        Span<byte> numbers = stackalloc byte[composition.Amounts.Count];
        Span<double> amounts = stackalloc double[composition.Amounts.Count];
        composition.CopyTo(numbers, amounts);
        Write(numbers, amounts, values);
    }

    /// <summary>Many compositions at once, on several processors; the numbers do not depend on how many there are.</summary>
    /// <param name="compositions">The rows.</param>
    /// <param name="columns">
    /// Room for <see cref="Length"/> columns of as many numbers as there are rows, one column after the other.
    /// </param>
    /// <param name="processors">How many may work at once; 1 or more, or -1 for all.</param>
    /// <exception cref="ArgumentException">Not as much room.</exception>
    public void Describe(CompositionColumns compositions, double[] columns, int processors = -1)
    {
        ArgumentNullException.ThrowIfNull(compositions);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Length, Length * compositions.Rows, nameof(columns));
        Parallel.For(
            0, (compositions.Rows + RowsAtOnce - 1) / RowsAtOnce, new ParallelOptions { MaxDegreeOfParallelism = processors },
            part => DescribeRows(compositions, columns, part * RowsAtOnce));
    }

    private void DescribeRows(CompositionColumns compositions, double[] columns, int first)
    {
        int last = Math.Min(first + RowsAtOnce, compositions.Rows);
        double[] values = new double[Length];
        for (int row = first; row < last; row++)
        {
            compositions.Row(row, out var numbers, out var amounts);
            Write(numbers, amounts, values);
            for (int i = 0, at = row; i < values.Length; i++, at += compositions.Rows) columns[at] = values[i];
        }
    }

    private void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values)
    {
        foreach (var part in parts)
        {
            part.Write(numbers, amounts, values[..part.Names.Count]);
            values = values[part.Names.Count..];
        }
    }

    internal static ICompositionStatistics Statistics(string name) => name switch
    {
        "fractions/1" => Fractions,
        "magpie/1" => Magpie,
        "alloy/1" => Alloy,
        _ => throw new InputException(
            $"'{name}' is no descriptor set that is known", $"Known: {string.Join(", ", Known)}.{Spelling.Hint(name, Known)}"),
    };
}
