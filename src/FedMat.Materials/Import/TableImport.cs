namespace FedMat.Materials;

/// <summary>
/// Reads a lab's table (CSV, .xlsx, .xls) as records of a contract, row by row in bounded memory. Opening it decides how it is read:
/// <see cref="Mapping"/> and <see cref="Notes"/> say how, <see cref="Questions"/> what a person has to decide before <see cref="Rows"/>.
/// </summary>
public sealed class TableImport : IDisposable
{
    private readonly DataContract contract;
    private readonly ITableFile file;
    private readonly TablePlan plan;
    private readonly string source;
    private readonly List<string> notes = [];
    private bool taken;

    private TableImport(Stream stream, string source, DataContract contract, TableMapping? mapping)
    {
        this.contract = contract;
        this.source = source;
        file = TableFile.Open(stream, source, mapping?.Layout ?? new(), notes, out string? encoding);
        try
        {
            plan = new TablePlanner(contract, mapping, source, notes).Plan(file, encoding);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>How the table is read, to be kept or corrected: it reads back as it is.</summary>
    public TableMapping Mapping => plan.Mapping;

    /// <summary>What has to be decided by a corrected mapping; empty where the table can be read.</summary>
    public IReadOnlyList<string> Questions => plan.Mapping.Questions;

    /// <summary>What was found, converted, assumed and left out, one sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The headers of the file's columns in their order; empty where a column has none.</summary>
    public IReadOnlyList<string> Headers
    {
        get
        {
            string[] headers = new string[plan.Width];
            Array.Fill(headers, "");
            foreach (var column in plan.Mapping.Columns)
                if (column is { Header: { } header, Position: { } position } && position <= headers.Length) headers[position - 1] = header;
            return headers;
        }
    }

    /// <summary>Rows that were read so far.</summary>
    public long Read { get; private set; }

    /// <summary>Rows that became records so far.</summary>
    public long Accepted { get; private set; }

    /// <summary>How cells were read that hold more than a plain number, so far.</summary>
    public IReadOnlyList<ReadingCount> Readings =>
    [
        .. plan.Columns.SelectMany(column => Enum.GetValues<Reading>().Where(how => how != Reading.Plain && column.Counts[(int)how] > 0)
            .Select(how => new ReadingCount(column.Header, how, column.Counts[(int)how]))),
    ];

    /// <param name="stream">The file from its start; the caller disposes of it. A workbook of more than 64 MiB must be seekable.</param>
    /// <param name="source">The file as the user named it, for messages.</param>
    /// <param name="contract">What its rows are.</param>
    /// <param name="mapping">What a person has decided; null finds everything.</param>
    /// <exception cref="InputException">It is empty, no table, damaged or too large, or the mapping does not fit it.</exception>
    public static TableImport Open(Stream stream, string source, DataContract contract, TableMapping? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contract);
        return new(stream, source, contract, mapping);
    }

    /// <summary>Every row, in the file's order; to be called once.</summary>
    /// <exception cref="InputException">There are questions, or the file cannot be read any further; nothing of it should be kept then.</exception>
    public IEnumerable<ImportedRow> Rows()
    {
        if (taken) throw new InvalidOperationException("The rows were read already.");
        if (Questions.Count > 0)
        {
            throw new InputException(
                $"it is not clear how to read this table. {string.Join(" ", Questions.Take(5)).TrimEnd('.')}",
                "Correct the proposed mapping and give it with the file.", source);
        }
        taken = true;
        return ReadRows();
    }

    public void Dispose() => file.Dispose();

    private IEnumerable<ImportedRow> ReadRows()
    {
        var cells = new RowCells(contract, plan);
        using var rows = file.Rows(plan.Head, plan.Width);
        while (rows.Next() is { } line)
        {
            if (line.Row < plan.FirstRow) continue;
            var row = cells.Read(line);
            Read++;
            if (row.Record is not null) Accepted++;
            yield return row;
        }
        if (Read == 0) throw new InputException("there is a header but no row below it", "Add the rows.", source);
    }
}
