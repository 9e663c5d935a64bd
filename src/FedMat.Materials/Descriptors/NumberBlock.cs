namespace FedMat.Materials;

/// <summary>A number as it is; where it may be missing, 0 and a flag that is 1 when it is.</summary>
internal sealed class NumberBlock(InputColumn input, int place) : IDescriptorBlock
{
    public IReadOnlyList<string> Names { get; } = input.Optional ? [input.Name, $"{input.Name}:missing"] : [input.Name];

    public void Write(Record record, Span<double> values)
    {
        double? number = record.Values[place].Number;
        if (number is null && !input.Optional) throw new ArgumentException($"The record has no {input.Name}.", nameof(record));
        values[0] = number ?? 0;
        if (input.Optional) values[1] = number is null ? 1 : 0;
    }
}
