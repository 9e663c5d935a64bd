namespace FedMat.Materials;

/// <summary>Words that a contract knows, and what each means: as written first, then without regard to case, spaces and dashes.</summary>
internal sealed class Categories<T>
{
    private readonly Dictionary<string, T> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (T Meaning, bool Unclear)> folded = new(StringComparer.Ordinal);

    public Categories(IEnumerable<KeyValuePair<string, T>> words)
    {
        foreach (var (word, meaning) in words)
        {
            exact[word] = meaning;
            string key = HeaderText.Fold(word);
            folded[key] = folded.TryGetValue(key, out var known) && !Equals(known.Meaning, meaning) ? (meaning, true) : (meaning, false);
        }
    }

    public bool TryRead(string word, out T meaning)
    {
        if (exact.TryGetValue(word, out meaning!)) return true;
        bool known = folded.TryGetValue(HeaderText.Fold(word), out var found) && !found.Unclear;
        meaning = found.Meaning;
        return known;
    }

    public string Problem(string word) =>
        $"'{Rejections.Cut(word)}' is none of {string.Join(", ", exact.Keys.Take(12))}{(exact.Count > 12 ? ", ..." : "")}.{Spelling.Hint(Rejections.Cut(word), exact.Keys)}"
            .TrimEnd('.');
}
