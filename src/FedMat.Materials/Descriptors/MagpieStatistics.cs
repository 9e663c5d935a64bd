namespace FedMat.Materials;

/// <summary>
/// <c>magpie/1</c>, after Ward et al., npj Comput. Mater. 2, 16028 (2016): of each of the <see cref="MagpieProperties"/> the mean weighted by
/// atomic fraction, the mean absolute deviation from it, the range, the minimum, the maximum and the mode (the value of the element with
/// the largest fraction, the smallest value where several share it); then the p-norms of the fractions for p = 0 (the number of
/// elements), 2, 3, 5, 7 and 10. 22 x 6 + 6 = 138 numbers.
/// Where elements lack a value, the statistics of that property are those of the others, with their fractions scaled up to one; they are
/// 0 where no element has it. <see cref="MagpieProperties.Gaps"/> lists what was left out.
/// Sums run in the order of atomic number; powers are products; roots of p above 2 are exp(log(s) / p) by <see cref="Elementary"/>.
/// </summary>
internal sealed class MagpieStatistics : ICompositionStatistics
{
    private const int Statistics = 6;

    public IReadOnlyList<string> Names { get; } =
    [
        .. from property in MagpieProperties.Names
           from statistic in new[] { "mean", "deviation", "range", "minimum", "maximum", "mode" }
           select $"{property}_{statistic}",
        "norm0", "norm2", "norm3", "norm5", "norm7", "norm10",
    ];

    public void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values)
    {
        Span<double> fractions = stackalloc double[numbers.Length];
        SetFractions(amounts, fractions);
        bool complete = true;
        foreach (byte number in numbers) complete &= MagpieProperties.IsComplete(number);
        Span<double> column = stackalloc double[numbers.Length];
        for (int property = 0; property < MagpieProperties.Count; property++)
        {
            var place = values.Slice(property * Statistics, Statistics);
            for (int i = 0; i < numbers.Length; i++) column[i] = MagpieProperties.Row(numbers[i])[property];
            if (complete) Describe(column, amounts, fractions, place);
            else DescribeKnown(column, amounts, place);
        }
        WriteNorms(fractions, values[(MagpieProperties.Count * Statistics)..]);
    }

    private static void SetFractions(ReadOnlySpan<double> amounts, Span<double> fractions)
    {
        double total = 0;
        foreach (double amount in amounts) total += amount;
        for (int i = 0; i < amounts.Length; i++) fractions[i] = amounts[i] / total;
    }

    private static void DescribeKnown(ReadOnlySpan<double> column, ReadOnlySpan<double> amounts, Span<double> values)
    {
        Span<double> known = stackalloc double[column.Length];
        Span<double> weights = stackalloc double[column.Length];
        Span<double> fractions = stackalloc double[column.Length];
        int count = 0;
        for (int i = 0; i < column.Length; i++)
        {
            if (double.IsNaN(column[i])) continue;
            (known[count], weights[count]) = (column[i], amounts[i]);
            count++;
        }
        values.Clear();
        if (count == 0) return;
        SetFractions(weights[..count], fractions);
        Describe(known[..count], weights[..count], fractions[..count], values);
    }

    private static void Describe(ReadOnlySpan<double> column, ReadOnlySpan<double> amounts, ReadOnlySpan<double> fractions, Span<double> values)
    {
        double mean = 0, deviation = 0, lowest = column[0], highest = column[0], mode = column[0], largest = amounts[0];
        for (int i = 0; i < column.Length; i++)
        {
            double value = column[i];
            mean += fractions[i] * value;
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
            if (amounts[i] < largest || (amounts[i] == largest && value >= mode)) continue;
            (largest, mode) = (amounts[i], value);
        }
        for (int i = 0; i < column.Length; i++) deviation += fractions[i] * Math.Abs(column[i] - mean);
        values[0] = mean;
        values[1] = deviation;
        values[2] = highest - lowest;
        values[3] = lowest;
        values[4] = highest;
        values[5] = mode;
    }

    private static void WriteNorms(ReadOnlySpan<double> fractions, Span<double> values)
    {
        double sum2 = 0, sum3 = 0, sum5 = 0, sum7 = 0, sum10 = 0;
        foreach (double fraction in fractions)
        {
            double power2 = fraction * fraction;
            double power3 = power2 * fraction;
            double power5 = power3 * power2;
            sum2 += power2;
            sum3 += power3;
            sum5 += power5;
            sum7 += power5 * power2;
            sum10 += power5 * power5;
        }
        values[0] = fractions.Length;
        values[1] = Math.Sqrt(sum2);
        values[2] = Root(sum3, 3);
        values[3] = Root(sum5, 5);
        values[4] = Root(sum7, 7);
        values[5] = Root(sum10, 10);
    }

    private static double Root(double value, int degree) => Elementary.Exp(Elementary.Log(value) / degree);
}
