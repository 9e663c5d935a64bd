namespace FedMat.Materials;

/// <summary><c>fractions/1</c>: the atomic fraction of each element from H to Lr.</summary>
internal sealed class FractionStatistics : ICompositionStatistics
{
    public IReadOnlyList<string> Names { get; } =
        [.. Elements.All.Take(DescriptorSet.HeaviestElement).Select(element => element.Symbol)];

    public void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values)
    {
        values.Clear();
        double total = 0;
        foreach (double amount in amounts) total += amount;
        for (int i = 0; i < numbers.Length; i++) values[numbers[i] - 1] = amounts[i] / total;
    }
}
