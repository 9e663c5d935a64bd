namespace FedMat.Materials;

/// <summary>One row of a table as text, with the line of the file on which it starts.</summary>
public sealed class TableRow
{
    private readonly string[] cells;

    internal TableRow(Table table, int line, string[] cells)
    {
        Table = table;
        Line = line;
        this.cells = cells;
    }

    public Table Table { get; }

    /// <summary>From 1, the header included.</summary>
    public int Line { get; }

    /// <summary>The trimmed cell of a column by its place; empty means missing.</summary>
    public string this[int column] => cells[column];

    /// <summary>The trimmed cell of a named column, or null where the table has no such column.</summary>
    public string? this[string column] => Table.IndexOf(column) is { } index ? cells[index] : null;

    /// <summary>An input error placed on this row.</summary>
    public InputException Error(string problem, string remedy, string? column = null) => new(problem, remedy, Table.Source, Line, column);
}
