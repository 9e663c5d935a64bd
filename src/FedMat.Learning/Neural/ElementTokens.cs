namespace FedMat.Learning;

/// <summary>The elements that a network may find in a record: one for each fraction that it is given.</summary>
/// <param name="Numbers">Atomic number of each.</param>
/// <param name="Sites">In which of the contract's compositions each is, from 0.</param>
public sealed record ElementTokens(IReadOnlyList<int> Numbers, IReadOnlyList<int> Sites)
{
    public int Count => Numbers.Count;

    /// <summary>Atomic numbers without repetition, rising: an element has one embedding on all sites.</summary>
    public IReadOnlyList<int> Elements { get; } = [.. Numbers.Distinct().Order()];

    /// <summary>How many compositions there are.</summary>
    public int SiteCount { get; } = Sites.Count == 0 ? 0 : Sites.Max() + 1;

    /// <summary>The place of each one's atomic number in <see cref="Elements"/>.</summary>
    public int[] Rows()
    {
        Dictionary<int, int> places = Elements.Select((number, place) => (number, place)).ToDictionary(pair => pair.number, pair => pair.place);
        return [.. Numbers.Select(number => places[number])];
    }

    public bool Equals(ElementTokens? other) => other is not null && Numbers.SequenceEqual(other.Numbers) && Sites.SequenceEqual(other.Sites);

    public override int GetHashCode() => HashCode.Combine(Count, SiteCount, Elements.Count);
}
