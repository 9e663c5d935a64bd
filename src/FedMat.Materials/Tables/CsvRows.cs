using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FedMat.Materials;

/// <summary>
/// The rows of a CSV text (RFC 4180, any delimiter). A row with a stray quote says so and the next one is read. Limits: 64 Ki characters a
/// cell, 1 Mi characters a row.
/// </summary>
internal sealed class CsvRows : ITableRows
{
    private const int LongestCell = 65_536;

    private readonly string source;
    private readonly BudgetReader text;
    private readonly CsvParser parser;
    private bool stray;

    public CsvRows(TextReader reader, char delimiter, string source)
    {
        this.source = source;
        text = new BudgetReader(reader, source);
        parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestCell,
            BadDataFound = _ => stray = true,
            DetectColumnCountChanges = false,
        }, leaveOpen: true);
    }

    public TableLine? Next()
    {
        try
        {
            for (int row = Start(); parser.Read(); row = Start())
            {
                var cells = Cells();
                if (stray) return new(row, cells, "a double quote stands where none can be read");
                if (Array.Exists(cells, cell => !cell.IsEmpty)) return new(row, cells);
            }
            return null;
        }
        catch (MaxFieldSizeException cause)
        {
            throw new InputException(
                $"a cell has more than {LongestCell} characters", "Look for a quote that is opened and never closed.", source, text.Row, cause: cause);
        }
    }

    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }

    private int Start()
    {
        int row = parser.RawRow + 1;
        text.StartRecord(row);
        stray = false;
        return row;
    }

    private TableCell[] Cells()
    {
        var cells = new TableCell[parser.Count];
        for (int i = 0; i < cells.Length; i++) cells[i] = TableCell.Of(parser[i]);
        return cells;
    }
}
