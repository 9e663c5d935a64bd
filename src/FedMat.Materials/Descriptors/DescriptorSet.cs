namespace FedMat.Materials;

/// <summary>
/// Turns a record into numbers, the same to the last bit on every machine: only + - * / and square roots of doubles, in a fixed order.
/// A number is its value, then (where it may be missing) 1 if it is missing; a category is one-hot, all zero where it is missing;
/// a composition is described as the version says:
/// <c>fractions/1</c>: the atomic fraction of each element from H to Lr;
/// <c>elemental/1</c>: these, then statistics of elemental properties (<see cref="ElementalBlock"/>);
/// <c>magpie/1</c>: statistics of Magpie's elemental properties and norms (<see cref="MagpieStatistics"/>);
/// <c>alloy/1</c>: what the field says of alloys (<see cref="AlloyStatistics"/>);
/// or several of <c>fractions/1</c>, <c>magpie/1</c> and <c>alloy/1</c>, joined by + in this order, and <c>process/1</c> after them: numbers of the
/// contract's process steps (<see cref="ProcessBlock"/>), behind those of the inputs.
/// With <c>magpie/1</c>, a column that names a lattice site (<see cref="SiteStatistics"/>) is described by the elemental properties of what is
/// on it: instead of the statistics where it is a composition, after the one-hot where it is a category.
/// </summary>
public sealed class DescriptorSet
{
    /// <summary>The heaviest element that is described: Lr.</summary>
    public const int HeaviestElement = 103;

    internal const string Default = "elemental/1";
    private const string WithSites = "magpie/1";

    private readonly IDescriptorBlock[] blocks;

    private DescriptorSet(string version, IDescriptorBlock[] blocks)
    {
        Version = version;
        this.blocks = blocks;
        Names = [.. blocks.SelectMany(block => block.Names)];
        Categories = [.. Places(blocks)];
    }

    private const string WithProcess = "process/1";

    private static readonly string[] OfCompositions =
    [
        "fractions/1", "magpie/1", "alloy/1",
        "fractions/1+magpie/1", "fractions/1+alloy/1", "magpie/1+alloy/1", "fractions/1+magpie/1+alloy/1",
    ];

    /// <summary>The versions that contracts may name.</summary>
    public static IReadOnlyList<string> Known { get; } = [Default, .. OfCompositions, .. OfCompositions.Select(version => $"{version}+{WithProcess}")];

    public string Version { get; }

    /// <summary>How many numbers describe a record.</summary>
    public int Length => Names.Count;

    /// <summary>One for each number, such as <c>composition:Fe</c> or <c>processing=CAST</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Of each category where its first number stands, and how many values and so numbers it has.</summary>
    public IReadOnlyList<(int Start, int Values)> Categories { get; }

    public static DescriptorSet For(DataContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        string[] parts = contract.Descriptors.Split('+');
        var process = parts.Contains(WithProcess) ? ProcessBlock.For(contract) : [];
        parts = [.. parts.Where(part => part != WithProcess)];
        return new(contract.Descriptors, [.. contract.Inputs.SelectMany((input, place) => Blocks(input, parts, place)), .. process]);
    }

    /// <param name="record">A record of the contract.</param>
    /// <param name="values">Room for <see cref="Length"/> numbers.</param>
    public void Describe(Record record, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Length);
        foreach (var block in blocks)
        {
            block.Write(record, values[..block.Names.Count]);
            values = values[block.Names.Count..];
        }
    }

    public double[] Describe(Record record)
    {
        double[] values = new double[Length];
        Describe(record, values);
        return values;
    }

    private static IEnumerable<(int Start, int Values)> Places(IDescriptorBlock[] blocks)
    {
        int start = 0;
        foreach (var block in blocks)
        {
            if (block is CategoryBlock) yield return (start, block.Names.Count);
            start += block.Names.Count;
        }
    }

    private static IEnumerable<IDescriptorBlock> Blocks(InputColumn input, string[] parts, int place) => input.Kind switch
    {
        ColumnKind.Composition when parts is [Default] =>
            [new CompositionBlock(input.Name, place, CompositionDescriptors.Statistics("fractions/1")), new ElementalBlock(input.Name, place)],
        ColumnKind.Composition => parts.Select(part => new CompositionBlock(input.Name, place, Statistics(input, part))),
        ColumnKind.Number => [new NumberBlock(input, place)],
        _ when parts.Contains(WithSites) && SiteCategoryBlock.For(input, place) is { } site => [new CategoryBlock(input, place), site],
        _ => [new CategoryBlock(input, place)],
    };

    private static ICompositionStatistics Statistics(InputColumn input, string part) =>
        part == WithSites && SiteStatistics.IsSite(input.Name) ? new SiteStatistics() : CompositionDescriptors.Statistics(part);
}
