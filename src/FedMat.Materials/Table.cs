using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FedMat.Materials;

/// <summary>
/// A table of text with a header, read from CSV (RFC 4180) with commas, semicolons or tabs. Blank lines are passed over, cells are
/// trimmed, a byte order mark is dropped. Limits: 64 Ki characters a cell, 4,096 columns.
/// </summary>
public sealed class Table
{
    private const int LongestCell = 65_536;
    private const int MostColumns = 4_096;

    private readonly Dictionary<string, int> indexes = new(StringComparer.OrdinalIgnoreCase);

    private Table(string source, string[] columns)
    {
        Source = source;
        Columns = columns;
        for (int i = 0; i < columns.Length; i++) indexes[columns[i]] = i;
    }

    /// <summary>The file as the user named it.</summary>
    public string Source { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<TableRow> Rows { get; private set; } = [];

    /// <summary>The place of a column, by its name without regard to case, or null.</summary>
    public int? IndexOf(string column) => indexes.TryGetValue(column, out int index) ? index : null;

    /// <summary>The distinct values of a column that are not empty, sorted by ordinal; none where there is no such column.</summary>
    public IReadOnlyList<string> Distinct(string column)
    {
        if (IndexOf(column) is not { } index) return [];
        return [.. Rows.Select(row => row[index]).Where(cell => cell.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="source">The file as the user named it, for messages.</param>
    /// <exception cref="InputException">No text, no rows, a column named twice or not at all, a row of another length, an unclosed quote.</exception>
    public static Table Read(TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string head = ReplayReader.TakeHead(reader);
        if (head.Contains('\0', StringComparison.Ordinal))
            throw new InputException("this is not a text file", "Save the table as CSV (UTF-8).", source);
        using var text = new ReplayReader(head, reader);
        using var parser = new CsvParser(text, Settings(Delimiter(head), source), leaveOpen: true);
        try
        {
            var table = new Table(source, Header(parser, source));
            table.Rows = [.. table.ReadRows(parser)];
            return table.Rows.Count > 0
                ? table
                : throw new InputException("there is a header but no row below it", "Add the rows.", source);
        }
        catch (MaxFieldSizeException cause)
        {
            throw new InputException(
                $"a cell has more than {LongestCell} characters", "Look for a quote that is opened and never closed.",
                source, parser.RawRow, cause: cause);
        }
    }

    private IEnumerable<TableRow> ReadRows(CsvParser parser)
    {
        for (int line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
        {
            string[] cells = Trimmed(parser);
            if (cells.Length <= 1 && string.IsNullOrEmpty(cells.FirstOrDefault()) && Columns.Count > 1) continue;
            if (cells.Length != Columns.Count)
            {
                throw new InputException(
                    $"there are {cells.Length} cells where the header has {Columns.Count} columns",
                    "Add or remove cells, and put a cell that holds the separator in double quotes.", Source, line);
            }
            yield return new TableRow(this, line, cells);
        }
    }

    private static string[] Header(CsvParser parser, string source)
    {
        string[] columns = [];
        while (columns.All(string.IsNullOrEmpty))
            columns = parser.Read() ? Trimmed(parser) : throw new InputException("the file is empty", "Give a header and rows.", source);
        int line = parser.RawRow;
        if (columns.Length > MostColumns)
            throw new InputException($"there are {columns.Length} columns", $"At most {MostColumns} are read.", source, line);
        int unnamed = Array.FindIndex(columns, string.IsNullOrEmpty);
        if (unnamed >= 0)
            throw new InputException($"column {unnamed + 1} has no name", "Name every column in the header.", source, line);
        if (columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException("this name is given to two columns", "Rename or remove one of them.", source, line, twice.Key);
        return columns;
    }

    private static string[] Trimmed(CsvParser parser) => Array.ConvertAll(parser.Record ?? [], cell => cell.Trim());

    private static CsvConfiguration Settings(char delimiter, string source) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        HasHeaderRecord = false,
        IgnoreBlankLines = false,
        MaxFieldSize = LongestCell,
        BadDataFound = args => throw new InputException(
            "a double quote stands where none can be read", "Put the whole cell in double quotes and write each quote inside it twice.",
            source, args.Context.Parser?.RawRow),
    };

    /// <summary>The separator that the first line holds most often outside quotes.</summary>
    private static char Delimiter(string head)
    {
        bool quoted = false;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        foreach (char c in head.TrimStart('\r', '\n'))
        {
            if (c == '"') quoted = !quoted;
            if (!quoted && c is '\r' or '\n') break;
            if (!quoted && counts.TryGetValue(c, out int count)) counts[c] = count + 1;
        }
        return counts.MaxBy(pair => pair.Value).Key;
    }
}
