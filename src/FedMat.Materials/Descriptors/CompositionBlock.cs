namespace FedMat.Materials;

/// <summary>The numbers of a set for the composition in a column; their names carry the column's.</summary>
internal sealed class CompositionBlock(string column, int place, ICompositionStatistics statistics) : IDescriptorBlock
{
    public IReadOnlyList<string> Names { get; } = [.. statistics.Names.Select(name => $"{column}:{name}")];

    public void Write(Record record, Span<double> values)
    {
        var composition = record.Values[place].Composition ?? throw new ArgumentException("The record has no composition.", nameof(record));
        Span<byte> numbers = stackalloc byte[composition.Amounts.Count];
        Span<double> amounts = stackalloc double[composition.Amounts.Count];
        composition.CopyTo(numbers, amounts);
        statistics.Write(numbers, amounts, values);
    }
}
