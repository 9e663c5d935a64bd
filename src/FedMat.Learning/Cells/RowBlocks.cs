namespace FedMat.Learning;

/// <summary>Parts of a member's rows with at least so many each, made of whole groups: what belongs together stays together.</summary>
internal static class RowBlocks
{
    /// <param name="groups">Of each row; null where nothing groups it, which is a group of its own kind.</param>
    /// <param name="size">The fewest rows of a block; there are at least so many rows.</param>
    /// <returns>The rows of each block, in order. Groups that are large enough are blocks; the others are joined in the order of their names.</returns>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<string?> groups, int size)
    {
        List<List<int>> blocks = [];
        List<int> joined = [];
        foreach (IGrouping<string?, int> group in Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (group.Count() >= size)
            {
                blocks.Add([.. group]);
                continue;
            }

            joined.AddRange(group);
            if (joined.Count < size)
                continue;
            blocks.Add(joined);
            joined = [];
        }

        if (joined.Count > 0)
            blocks[^1].AddRange(joined);
        return [.. blocks.Select(block => block.Order().ToArray())];
    }
}
