namespace FedMat.Materials;

/// <summary>
/// Statistics of elemental properties over a composition, after Ward et al., npj Comput. Mater. 2, 16028 (2016), with the properties
/// of <see cref="Elements"/>: for each property the mean weighted by atomic fraction, the mean absolute deviation from it, the
/// minimum, the maximum and the range; then the number of elements and the 2-norm of the fractions.
/// Valence electrons are the group number up to group 12 and the group number less 10 from there on (He: 2); s, p, d and f are the
/// electrons outside the noble-gas core. Where elements lack a property its statistics are those of the others (0 if there are none),
/// and the fraction that lacks it is a descriptor of its own.
/// </summary>
internal sealed class ElementalBlock(string column, int place) : IDescriptorBlock
{
    private const int Statistics = 5;

    private static readonly (string Name, double?[] Values)[] Properties =
    [
        Property("atomic_number", element => element.Number),
        Property("period", element => element.Period),
        Property("group", element => element.Group),
        Property("electronegativity", element => element.Electronegativity),
        Property("covalent_radius_pm", element => element.CovalentRadius),
        Property("valence_electrons", element => ValenceElectrons(element)),
        Property("s_electrons", element => ElectronShells.Of(element).S),
        Property("p_electrons", element => ElectronShells.Of(element).P),
        Property("d_electrons", element => ElectronShells.Of(element).D),
        Property("f_electrons", element => ElectronShells.Of(element).F),
    ];

    public IReadOnlyList<string> Names { get; } =
    [
        .. Properties.SelectMany(property => PropertyNames(property)).Append("elements").Append("norm2").Select(name => $"{column}:{name}"),
    ];

    public void Write(Record record, Span<double> values)
    {
        var composition = record.Values[place].Composition ?? throw new ArgumentException("The record has no composition.", nameof(record));
        foreach (var (_, property) in Properties)
        {
            double missing = WriteStatistics(composition, property, values);
            values = values[Statistics..];
            if (!HasGaps(property)) continue;
            values[0] = missing;
            values = values[1..];
        }
        double squares = 0;
        foreach (var (_, amount) in composition.Amounts)
        {
            double fraction = amount / composition.Total;
            squares += fraction * fraction;
        }
        values[0] = composition.Amounts.Count;
        values[1] = Math.Sqrt(squares);
    }

    /// <summary>Mean, deviation, minimum, maximum, range; returns the fraction of atoms without a value.</summary>
    private static double WriteStatistics(Composition composition, double?[] property, Span<double> values)
    {
        double known = 0, missing = 0, sum = 0, spread = 0;
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (var (element, amount) in composition.Amounts)
        {
            double fraction = amount / composition.Total;
            if (property[element.Number] is not { } value)
            {
                missing += fraction;
                continue;
            }
            known += fraction;
            sum += fraction * value;
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }
        values[..Statistics].Clear();
        if (known == 0) return missing;
        double mean = sum / known;
        foreach (var (element, amount) in composition.Amounts)
            if (property[element.Number] is { } value) spread += amount / composition.Total * Math.Abs(value - mean);
        (values[0], values[1], values[2], values[3], values[4]) = (mean, spread / known, lowest, highest, highest - lowest);
        return missing;
    }

    private static IEnumerable<string> PropertyNames((string Name, double?[] Values) property)
    {
        foreach (string statistic in new[] { "mean", "deviation", "minimum", "maximum", "range" })
            yield return $"{property.Name}_{statistic}";
        if (HasGaps(property.Values)) yield return $"{property.Name}_missing";
    }

    private static bool HasGaps(double?[] property) => property.AsSpan(1).Contains(null);

    /// <summary>A table by atomic number; place 0 is not used.</summary>
    private static (string Name, double?[] Values) Property(string name, Func<Element, double?> value) =>
        (name, [null, .. Elements.All.Take(DescriptorSet.HeaviestElement).Select(value)]);

    internal static int ValenceElectrons(Element element) => element switch
    {
        { Symbol: "He" } => 2,
        { Group: <= 12 } => element.Group,
        _ => element.Group - 10,
    };
}
