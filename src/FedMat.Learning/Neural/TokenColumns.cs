using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>Which of a record's described inputs are fractions of elements that members have, and which of the others differ between rows.</summary>
/// <param name="Fractions">Places of the fractions.</param>
/// <param name="Others">Places of the others.</param>
/// <param name="Tokens">The element of each fraction.</param>
internal sealed record TokenColumns(int[] Fractions, int[] Others, ElementTokens Tokens)
{
    /// <param name="contract">Its compositions are the sites.</param>
    /// <param name="scales">A fraction with mean 0 is of an element that no row has.</param>
    public static TokenColumns Of(DataContract contract, Standardisation scales)
    {
        IReadOnlyList<(int Column, int Number, int Site)> all = Known(contract);
        (int Column, int Number, int Site)[] seen = [.. all.Where(one => scales.Means[one.Column] > 0)];
        HashSet<int> fractions = [.. all.Select(one => one.Column)];
        return new TokenColumns(
            Array.ConvertAll(seen, one => one.Column),
            [.. Enumerable.Range(0, scales.Means.Length).Where(column => !fractions.Contains(column) && scales.InverseScales[column] > 0)],
            new ElementTokens(Array.ConvertAll(seen, one => one.Number), Array.ConvertAll(seen, one => one.Site)));
    }

    /// <exception cref="FormatException">The contract describes no composition by its fractions.</exception>
    public static void Require(DataContract contract) => SettingRule.Require(
        Known(contract).Count > 0,
        "network",
        "is 'attention' only where the contract gives fractions of elements: it needs a composition, and descriptors 'elemental/1' or some with 'fractions/1'; "
        + "change the contract, or choose 'mlp'");

    public bool Equals(TokenColumns? other) =>
        other is not null && Fractions.SequenceEqual(other.Fractions) && Others.SequenceEqual(other.Others) && Tokens.Equals(other.Tokens);

    public override int GetHashCode() => HashCode.Combine(Fractions.Length, Others.Length, Tokens);

    private static List<(int Column, int Number, int Site)> Known(DataContract contract)
    {
        IReadOnlyList<string> names = DescriptorSet.For(contract).Names;
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
            places.TryAdd(names[i], i);
        List<(int Column, int Number, int Site)> known = [];
        InputColumn[] compositions = [.. contract.Inputs.Where(input => input.Kind == ColumnKind.Composition)];
        for (int site = 0; site < compositions.Length; site++)
        {
            foreach (Element element in Elements.All)
            {
                if (places.TryGetValue($"{compositions[site].Name}:{element.Symbol}", out int column))
                    known.Add((column, element.Number, site));
            }
        }

        return known;
    }
}
