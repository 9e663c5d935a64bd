namespace FedMat.Materials;

/// <summary>
/// What <c>magpie/1</c> says of a lattice site (the A or B site of a perovskite): each of the <see cref="MagpieProperties"/> of the element on
/// it, or, of a mixed site, their mean weighted by occupancy. Missing values as in <see cref="MagpieStatistics"/>.
/// A column names a site when it is called <c>site</c> or its name ends in <c>_site</c>.
/// </summary>
internal sealed class SiteStatistics : ICompositionStatistics
{
    public IReadOnlyList<string> Names => MagpieProperties.Names;

    public static bool IsSite(string column) =>
        column.Equals("site", StringComparison.OrdinalIgnoreCase) || column.EndsWith("_site", StringComparison.OrdinalIgnoreCase);

    public void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values)
    {
        for (int property = 0; property < values.Length; property++)
        {
            double sum = 0, known = 0;
            for (int i = 0; i < numbers.Length; i++)
            {
                double value = MagpieProperties.Row(numbers[i])[property];
                if (double.IsNaN(value)) continue;
                sum += amounts[i] * value;
                known += amounts[i];
            }
            values[property] = known > 0 ? sum / known : 0;
        }
    }
}
