namespace FedMat.Materials;

/// <summary>The atomic fraction of each element from H to Lr.</summary>
internal sealed class FractionBlock(string column, int place) : IDescriptorBlock
{
    public IReadOnlyList<string> Names { get; } =
        [.. Elements.All.Take(DescriptorSet.HeaviestElement).Select(element => $"{column}:{element.Symbol}")];

    public void Write(Record record, Span<double> values)
    {
        var composition = record.Values[place].Composition ?? throw new ArgumentException("The record has no composition.", nameof(record));
        values.Clear();
        foreach (var (element, amount) in composition.Amounts) values[element.Number - 1] = amount / composition.Total;
    }
}
