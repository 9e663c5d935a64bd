namespace FedMat.Materials;

/// <summary>The elemental properties of a lattice site whose occupants are the categories of a contract; all zero where it is missing.</summary>
internal sealed class SiteCategoryBlock : IDescriptorBlock
{
    private readonly int place;
    private readonly Dictionary<string, double[]> properties = new(StringComparer.Ordinal);

    private SiteCategoryBlock(InputColumn input, int place)
    {
        this.place = place;
        Names = [.. MagpieProperties.Names.Select(name => $"{input.Name}:{name}")];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The block, or null when the column names no site or one of its categories is no composition that has descriptors.</summary>
    public static SiteCategoryBlock? For(InputColumn input, int place)
    {
        if (!SiteStatistics.IsSite(input.Name)) return null;
        var block = new SiteCategoryBlock(input, place);
        var set = CompositionDescriptors.Site;
        foreach (string category in input.Categories)
        {
            if (!Composition.TryParse(category, out var occupants, out _)) return null;
            if (occupants.Amounts[^1].Element.Number > DescriptorSet.HeaviestElement) return null;
            double[] values = new double[set.Length];
            set.Describe(occupants, values);
            block.properties[category] = values;
        }
        return block;
    }

    public void Write(Record record, Span<double> values)
    {
        if (record.Values[place].Category is { } category) properties[category].CopyTo(values);
        else values.Clear();
    }
}
