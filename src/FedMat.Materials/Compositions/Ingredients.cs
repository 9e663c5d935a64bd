using System.Text;

namespace FedMat.Materials;

/// <summary>
/// The vocabulary of mixes that are no formulas: the ingredients of concrete and mortar, so that members who write them in their own words mean
/// the same. Names are compared without regard to case, width, spaces, hyphens and underscores; a plural s is passed over.
/// </summary>
public static class Ingredients
{
    /// <summary>All, in the order in which a mix is written.</summary>
    public static IReadOnlyList<Ingredient> All { get; } =
    [
        Binder("cement", "portland cement", "ordinary portland cement", "OPC", "水泥", "セメント", "普通ポルトランドセメント"),
        Binder("blast_furnace_slag", "slag", "ground granulated blast furnace slag", "GGBS", "GGBFS", "BFS", "矿渣", "矿渣粉", "高炉矿渣", "高炉スラグ", "高炉スラグ微粉末"),
        Binder("fly_ash", "pulverised fuel ash", "PFA", "粉煤灰", "フライアッシュ"),
        Binder("silica_fume", "microsilica", "condensed silica fume", "硅灰", "シリカフューム"),
        Binder("metakaolin", "偏高岭土", "メタカオリン"),
        Binder("limestone_powder", "limestone filler", "石灰石粉", "石灰石微粉末"),
        Other("water", "free water", "mixing water", "水", "練混ぜ水"),
        Other("superplasticizer", "superplasticiser", "high range water reducer", "HRWR", "water reducer", "减水剂", "高效减水剂", "高性能減水剤", "高性能AE減水剤"),
        Other("air_entrainer", "air entraining agent", "AEA", "引气剂", "AE剤"),
        Other("coarse_aggregate", "gravel", "crushed stone", "粗骨料", "石子", "粗骨材"),
        Other("fine_aggregate", "sand", "细骨料", "砂", "砂子", "細骨材"),
        Other("fibre", "fiber", "steel fibre", "steel fiber", "纤维", "钢纤维", "繊維", "鋼繊維"),
    ];

    private static readonly Dictionary<string, Ingredient> ByName = All
        .SelectMany(ingredient => ingredient.Synonyms.Append(ingredient.Name), (ingredient, name) => (Key(name), ingredient))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The ingredient of a name or synonym, or null.</summary>
    public static Ingredient? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string key = Key(name);
        return ByName.GetValueOrDefault(key) ?? (key.EndsWith('s') ? ByName.GetValueOrDefault(key[..^1]) : null);
    }

    /// <summary>The ingredient whose amount a column holds, such as <c>fly_ash_kg_m3</c> or <c>Sand (kg/m3)</c>, or null.</summary>
    public static Ingredient? OfColumn(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        int bracket = column.IndexOfAny(['(', '（', '[']);
        return Find(bracket > 0 ? column[..bracket] : Units.Quantity(column.Trim()));
    }

    /// <summary>" Did you mean 'x'?" or nothing.</summary>
    internal static string Hint(string name) => Spelling.Hint(name, All.Select(ingredient => ingredient.Name));

    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (char c in FormulaText.Simplify(name))
            if (!char.IsWhiteSpace(c) && c is not ('_' or '-')) key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }

    private static Ingredient Binder(string name, params string[] synonyms) => new(name, true, synonyms);

    private static Ingredient Other(string name, params string[] synonyms) => new(name, false, synonyms);
}
