namespace FedMat.Materials;

/// <summary>
/// A table of text with a header, read from CSV (RFC 4180) with commas, semicolons or tabs. Blank lines are passed over, cells are
/// trimmed, a byte order mark is dropped. Limits: 64 Ki characters a cell, 4,096 columns.
/// </summary>
public sealed class Table
{
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

    /// <summary>At least one.</summary>
    public IReadOnlyList<TableRow> Rows { get; private set; } = [];

    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="source">The file as the user named it, for messages.</param>
    /// <exception cref="InputException">No text, no rows, a column with no name or another's, a ragged row, a bad quote.</exception>
    public static Table Read(TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var lines = new CsvLines(reader, source);
        string[] columns = lines.Read() ?? throw new InputException("the file is empty", "Give a header and rows.", source);
        CheckHeader(columns, source, lines.Line);
        var table = new Table(source, columns);
        table.Rows = [.. table.ReadRows(lines)];
        return table.Rows.Count > 0
            ? table
            : throw new InputException("there is a header but no row below it", "Add the rows.", source);
    }

    /// <summary>The place of a column, by its name without regard to case, or null.</summary>
    public int? IndexOf(string column) => indexes.TryGetValue(column, out int index) ? index : null;

    /// <summary>The distinct values of a column that are not empty, sorted by ordinal; none where there is no such column.</summary>
    public IReadOnlyList<string> Distinct(string column)
    {
        if (IndexOf(column) is not { } index) return [];
        return [.. Rows.Select(row => row[index]).Where(cell => cell.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<TableRow> ReadRows(CsvLines lines)
    {
        while (lines.Read() is { } cells)
        {
            yield return cells.Length == Columns.Count
                ? new TableRow(this, lines.Line, cells)
                : throw new InputException(
                    $"there are {cells.Length} cells where the header has {Columns.Count} columns",
                    "Add or remove cells, and put a cell that holds the separator in double quotes.", Source, lines.Line);
        }
    }

    private static void CheckHeader(string[] columns, string source, int line)
    {
        if (columns.Length > MostColumns)
            throw new InputException($"there are {columns.Length} columns", $"At most {MostColumns} are read.", source, line);
        int unnamed = Array.FindIndex(columns, string.IsNullOrEmpty);
        if (unnamed >= 0)
            throw new InputException($"column {unnamed + 1} has no name", "Name every column in the header.", source, line);
        if (columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException("this name is given to two columns", "Rename or remove one of them.", source, line, twice.Key);
    }
}
