using System.Diagnostics;
using FedMat.Materials;

namespace FedMat.Cli.Bench;

/// <summary>
/// Measures how fast compositions become the numbers of a descriptor set, on all processors: from columns of elements and amounts to columns of
/// descriptors. Reading formulas is not part of it. The compositions have two to nine elements, as alloys and ceramics have.
/// The figure is the median over passes for about three seconds, after one pass that compiles the code and touches the memory.
/// </summary>
internal static class DescriptorBench
{
    private const string Version = "magpie/1";
    private const int FewestElements = 2;
    private const int MostElements = 9;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    /// <param name="rows">Compositions of one pass.</param>
    /// <param name="processors">How many may work at once.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">A row was not what it is alone.</exception>
    public static DescriptorFigures Run(int rows, int processors, CancellationToken cancellation)
    {
        CompositionDescriptors set = CompositionDescriptors.Of(Version);
        Composition[] compositions = [.. Enumerable.Range(0, rows).Select(Row)];
        CompositionColumns input = new(compositions);
        double[] output = new double[set.Length * rows];
        set.Describe(input, output, processors);
        RequireRow(set, compositions, output, rows / 2);
        List<double> rates = [];
        long start = Stopwatch.GetTimestamp();
        while (rates.Count == 0 || Stopwatch.GetElapsedTime(start) < Long)
        {
            cancellation.ThrowIfCancellationRequested();
            long pass = Stopwatch.GetTimestamp();
            set.Describe(input, output, processors);
            rates.Add(rows / Stopwatch.GetElapsedTime(pass).TotalSeconds);
        }

        return new DescriptorFigures(Math.Round(Median.Of(rates)));
    }

    /// <summary>A composition that follows from its row: elements far apart in the periodic table, amounts that add up to no round number.</summary>
    internal static Composition Row(int row)
    {
        int elements = FewestElements + (row % (MostElements - FewestElements + 1));
        return Composition.Parse(string.Concat(Enumerable.Range(0, elements).Select(
            place => FormattableString.Invariant($"{Elements.Of(1 + (((row * 7) + (place * 11)) % 83))}{(((row * 13) + (place * 29)) % 97) + 1}"))));
    }

    private static void RequireRow(CompositionDescriptors set, Composition[] compositions, double[] output, int row)
    {
        double[] alone = new double[set.Length];
        set.Describe(compositions[row], alone);
        for (int column = 0; column < alone.Length; column++)
        {
            double together = output[(column * compositions.Length) + row];
            if (together != alone[column])
                throw new InvalidDataException($"{set.Names[column]} of row {row} is {together}; alone it is {alone[column]}");
        }
    }
}
