namespace FedMat.Materials;

/// <summary>A named ingredient of a mix.</summary>
/// <param name="Name">The shared name, as it stands in column names: blast_furnace_slag.</param>
/// <param name="IsBinder">Whether it counts as cementitious, in ratios of water to binder.</param>
/// <param name="Synonyms">Other names of it, in English, Chinese and Japanese.</param>
public sealed record Ingredient(string Name, bool IsBinder, IReadOnlyList<string> Synonyms)
{
    public bool Equals(Ingredient? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
