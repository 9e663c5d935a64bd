using System.Globalization;
using ExcelDataReader;

namespace FedMat.Materials;

/// <summary>
/// The rows of one sheet: those that were taken as its head, then the rest. The value of cells that are merged downwards stands in each
/// of their rows.
/// </summary>
internal sealed class SheetRows : ITableRows
{
    private readonly IExcelDataReader reader;
    private readonly List<TableLine> taken;
    private readonly int width;
    private readonly Workbook workbook;
    private readonly MergedCells[] tall;
    private readonly List<(MergedCells Cells, TableCell Value)> active = [];
    private int nextTall;
    private int row;

    public SheetRows(IExcelDataReader reader, List<TableLine> taken, IEnumerable<MergedCells> merged, int width, Workbook workbook)
    {
        this.reader = reader;
        this.taken = taken;
        this.width = width;
        this.workbook = workbook;
        tall = [.. merged.Where(cells => cells.LastRow > cells.FirstRow).OrderBy(cells => cells.FirstRow)];
    }

    public TableLine? Next()
    {
        while (true)
        {
            TableCell[]? cells = row < taken.Count ? taken[row].Cells : workbook.Guarded(() => reader.Read() ? Cells(reader, width) : null);
            if (cells is null) return null;
            row++;
            cells = Fill(cells);
            if (Array.Exists(cells, cell => !cell.IsEmpty)) return new(row, cells);
        }
    }

    public void Dispose()
    {
        // The workbook owns the reader.
    }

    public static TableCell[] Cells(IExcelDataReader reader, int width)
    {
        var cells = new TableCell[Math.Min(reader.FieldCount, width)];
        for (int i = 0; i < cells.Length; i++) cells[i] = Cell(reader, i);
        return cells;
    }

    private static TableCell Cell(IExcelDataReader reader, int column)
    {
        return reader.GetValue(column) switch
        {
            null => default,
            string text when text.StartsWith('#') && text.EndsWith('!') => TableCell.OfError(text),
            string text => TableCell.Of(text),
            double number => Number(number, reader.GetNumberFormatString(column)),
            int number => TableCell.Of(number),
            bool truth => TableCell.Of(truth ? "TRUE" : "FALSE"),
            DateTime date => TableCell.OfDate(date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            TimeSpan time => TableCell.OfDate(time.ToString("c", CultureInfo.InvariantCulture)),
            var other => TableCell.Of(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
        };
    }

    /// <summary>A cell that is shown in percent says so in its text; the number in it is the fraction.</summary>
    private static TableCell Number(double number, string? format) =>
        format is not null && format.EndsWith('%')
            ? TableCell.Of((number * 100).ToString("R", CultureInfo.InvariantCulture) + "%")
            : TableCell.Of(number);

    private TableCell[] Fill(TableCell[] cells)
    {
        for (; nextTall < tall.Length && tall[nextTall].FirstRow <= row; nextTall++)
        {
            int column = tall[nextTall].FirstColumn - 1;
            if (column < cells.Length) active.Add((tall[nextTall], cells[column]));
        }
        if (active.Count == 0) return cells;
        active.RemoveAll(merge => merge.Cells.LastRow < row);
        foreach (var (merge, value) in active)
            if (merge.FirstColumn <= cells.Length && cells[merge.FirstColumn - 1].IsEmpty) cells[merge.FirstColumn - 1] = value;
        return cells;
    }
}
