namespace FedMat.Materials;

/// <summary>One-hot over the contract's categories; all zero where it is missing.</summary>
internal sealed class CategoryBlock(InputColumn input, int place) : IDescriptorBlock
{
    public IReadOnlyList<string> Names { get; } = [.. input.Categories.Select(category => $"{input.Name}={category}")];

    public void Write(Record record, Span<double> values)
    {
        string? given = record.Values[place].Category;
        for (int i = 0; i < values.Length; i++) values[i] = string.Equals(input.Categories[i], given, StringComparison.Ordinal) ? 1 : 0;
    }
}
