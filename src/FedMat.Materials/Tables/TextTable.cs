namespace FedMat.Materials;

/// <summary>A table in a text: its encoding, and its first rows as each delimiter that may be meant cuts them.</summary>
internal sealed class TextTable : ITableFile
{
    private const int HeadCharacters = 65_536;
    private const string Delimiters = ",;\t|";

    private readonly string source;
    private readonly string head;
    private readonly StreamReader text;

    /// <param name="bytes">The whole text.</param>
    /// <param name="encoding">One of <see cref="TextEncodings.Known"/>.</param>
    /// <param name="delimiter">Null tries the usual ones.</param>
    /// <param name="source">The file as the user named it.</param>
    public TextTable(Stream bytes, string encoding, char? delimiter, string source)
    {
        this.source = source;
        text = new StreamReader(bytes, TextEncodings.Get(encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 65_536);
        head = ReplayReader.TakeHead(text, HeadCharacters);
        string tried = delimiter?.ToString() ?? string.Concat(Delimiters.Where(candidate => head.Contains(candidate, StringComparison.Ordinal)));
        Heads = [.. (tried.Length > 0 ? tried : ",").Select(Cut)];
    }

    public IReadOnlyList<TableHead> Heads { get; }

    public ITableRows Rows(TableHead chosen, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Heads.Contains(chosen), true);
        return new CsvRows(new ReplayReader(head, text), chosen.Delimiter!.Value, source);
    }

    public void Dispose() => text.Dispose();

    /// <summary>The rows that end within the head.</summary>
    private TableHead Cut(char delimiter)
    {
        int end = head.Length < HeadCharacters ? head.Length : head.LastIndexOf('\n') + 1;
        using var rows = new CsvRows(new StringReader(end > 0 ? head[..end] : head), delimiter, source);
        var lines = new List<TableLine>();
        try
        {
            while (lines.Count < TableHead.MostLines && rows.Next() is { } line) lines.Add(line);
        }
        catch (InputException) when (lines.Count > 0)
        {
            // What is wrong further down is found when the rows are read.
        }
        return new(null, delimiter, lines, []);
    }
}
