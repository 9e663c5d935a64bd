using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace FedMat.Materials;

/// <summary>
/// An Excel workbook (.xlsx, .xls) through ExcelDataReader, row by row. Limits: <see cref="PackageCheck"/>; an .xls of 128 MiB with
/// <see cref="CompoundCheck"/>; 256 sheets of 1,048,576 rows and 16,384 columns; 100,000 merged rectangles a
/// sheet. What the library throws at a damaged file becomes an <see cref="InputException"/>.
/// </summary>
internal sealed class Workbook : ITableFile
{
    private const int MostSheets = 256;
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;
    private const int MostMerged = 100_000;
    private const long LargestOld = 128L << 20;

    private readonly string source;
    private readonly IExcelDataReader reader;
    private TableHead? open;
    private List<TableLine> taken = [];

    /// <param name="stream">Seekable.</param>
    /// <param name="old">Whether it is an .xls.</param>
    /// <param name="sheet">The only sheet to look at, by its name; or null for all.</param>
    /// <param name="source">The file as the user named it.</param>
    public Workbook(Stream stream, bool old, string? sheet, string source)
    {
        this.source = source;
        if (old && stream.Length > LargestOld)
            throw new InputException($"this .xls has more than {LargestOld >> 20} MiB", "Save it as .xlsx or .csv.", source);
        reader = Guarded(() => Open(stream, old));
        Heads = Guarded(() => ReadHeads(sheet));
    }

    public IReadOnlyList<TableHead> Heads { get; }

    public ITableRows Rows(TableHead chosen, int width)
    {
        if (open != chosen) Guarded(() => GoTo(chosen));
        return new SheetRows(reader, taken, chosen.Merged, width, this);
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Whatever a library that parses hostile bytes throws is a damaged file.</summary>
    public T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException cause)
        {
            throw new InputException("this workbook is protected by a password", "Save it without one.", source, cause: cause);
        }
        catch (Exception cause) when (cause is not (InputException or OutOfMemoryException or IOException))
        {
            throw new InputException(
                "this workbook cannot be read: it is damaged, or no Excel file",
                "Open it in the spreadsheet and save it again, or as CSV (UTF-8).", source, cause: cause);
        }
    }

    private IExcelDataReader Open(Stream stream, bool old)
    {
        // The library asks for the old code pages by number when it reads an .xls.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        stream.Position = 0;
        if (!old) PackageCheck.Run(stream, source);
        else if (!CompoundCheck.EveryChainEnds(stream)) throw new InvalidDataException("A chain of sectors has no end.");
        stream.Position = 0;
        var settings = new ExcelReaderConfiguration { LeaveOpen = true };
        return old ? ExcelReaderFactory.CreateBinaryReader(stream, settings) : ExcelReaderFactory.CreateOpenXmlReader(stream, settings);
    }

    private TableHead[] ReadHeads(string? sheet)
    {
        if (reader.ResultsCount > MostSheets)
            throw new InputException($"the workbook has {reader.ResultsCount} sheets", $"At most {MostSheets} are read.", source);
        var heads = new List<TableHead>();
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
            if (sheet is null || string.Equals(sheet, reader.Name, StringComparison.OrdinalIgnoreCase)) heads.Add(TakeHead());
            if (sheet is not null && heads.Count > 0) break;
        }
        while (names.Count < reader.ResultsCount && reader.NextResult());
        if (heads.Count > 0) return [.. heads];
        throw new InputException(
            $"the workbook has no sheet '{sheet}'", $"It has {string.Join(", ", names)}.{Spelling.Hint(sheet ?? "", names)}", source);
    }

    private TableHead TakeHead()
    {
        if (reader.RowCount > MostRows || reader.FieldCount > MostColumns)
        {
            throw new InputException(
                $"the sheet '{reader.Name}' has more than {MostRows} rows or {MostColumns} columns", "Save the part that is meant as CSV (UTF-8).", source);
        }
        taken = [];
        var merged = (reader.MergeCells ?? []).Take(MostMerged)
            .Where(cells => cells.FromRow >= 0 && cells.FromColumn >= 0 && cells.ToRow >= cells.FromRow && cells.ToColumn >= cells.FromColumn)
            .Select(cells => new MergedCells(cells.FromRow + 1, cells.ToRow + 1, cells.FromColumn + 1, cells.ToColumn + 1)).ToArray();
        for (int row = 0; row < TableHead.MostLines && reader.Read(); row++) taken.Add(new(row + 1, SheetRows.Cells(reader, reader.FieldCount)));
        return open = new(reader.Name, null, [.. taken.Where(line => line.Cells.Any(cell => !cell.IsEmpty))], merged);
    }

    private bool GoTo(TableHead chosen)
    {
        reader.Reset();
        while (reader.Name != chosen.Sheet && reader.NextResult())
        {
        }
        taken = [];
        open = chosen;
        return true;
    }
}
