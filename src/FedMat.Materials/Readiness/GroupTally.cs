namespace FedMat.Materials;

/// <summary>Which group of one column each row belongs to.</summary>
internal sealed class GroupTally(string column)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly HashSet<int> tested = [];
    private readonly List<int> ofRow = [];

    public string Column => column;

    /// <summary>The group of each row used by its number; -1 where it names none.</summary>
    public IReadOnlyList<int> OfRow => ofRow;

    /// <summary>The groups that rows kept for testing belong to.</summary>
    public IReadOnlySet<int> Tested => tested;

    public void Add(string? group) => ofRow.Add(NumberOf(group));

    public void AddTest(string? group)
    {
        if (group is not null) tested.Add(NumberOf(group));
    }

    public GroupReport Report()
    {
        int[] sizes = new int[numbers.Count];
        int ungrouped = 0;
        foreach (int number in ofRow)
        {
            if (number < 0) ungrouped++;
            else sizes[number]++;
        }
        return new(column, sizes.Count(size => size > 0), sizes.Count(size => size == 1), sizes.DefaultIfEmpty().Max(), ungrouped);
    }

    private int NumberOf(string? group)
    {
        if (group is null) return -1;
        if (!numbers.TryGetValue(group, out int number)) numbers[group] = number = numbers.Count;
        return number;
    }
}
