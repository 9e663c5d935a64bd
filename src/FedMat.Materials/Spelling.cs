namespace FedMat.Materials;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class Spelling
{
    /// <summary>The candidate with the fewest edits (Levenshtein), or null when none is at all like the name.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var (best, edits) = candidates
            .Select(candidate => (candidate, edits: Edits(Fold(name), Fold(candidate))))
            .DefaultIfEmpty((candidate: "", edits: int.MaxValue))
            .MinBy(pair => pair.edits);
        return edits <= Math.Max(2, name.Length / 2) ? best : null;
    }

    /// <summary>" Did you mean 'x'?" or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static string Fold(string name) => name.Replace('-', '_').Replace(' ', '_').ToUpperInvariant();

    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
