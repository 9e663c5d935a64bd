using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FedMat.Materials;

/// <summary>
/// The records of a CSV text (RFC 4180; commas, semicolons or tabs, whichever the first line holds most often) with the line on which
/// each starts. Limit: 64 Ki characters a cell, so that a quote that is never closed does not fill the memory.
/// </summary>
internal sealed class CsvLines : IDisposable
{
    private const int LongestCell = 65_536;

    private readonly string source;
    private readonly ReplayReader text;
    private readonly CsvParser parser;

    public CsvLines(TextReader reader, string source)
    {
        this.source = source;
        string head = ReplayReader.TakeHead(reader);
        if (head.Contains('\0', StringComparison.Ordinal))
            throw new InputException("this is not a text file", "Save the table as CSV (UTF-8).", source);
        text = new ReplayReader(head, reader);
        parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(head).ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestCell,
        }, leaveOpen: true);
    }

    /// <summary>Where the current record starts, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The trimmed cells of the next line that is not blank, or null at the end.</summary>
    public string[]? Read()
    {
        Line = parser.RawRow + 1;
        try
        {
            while (parser.Read())
            {
                string[] cells = Array.ConvertAll(parser.Record ?? [], cell => cell.Trim());
                if (cells.Length > 1 || cells is [{ Length: > 0 }]) return cells;
                Line = parser.RawRow + 1;
            }
            return null;
        }
        catch (BadDataException cause)
        {
            throw new InputException(
                "a double quote stands where none can be read",
                "Put the whole cell in double quotes, close them, and write each quote inside twice.", source, Line, cause: cause);
        }
        catch (MaxFieldSizeException cause)
        {
            throw new InputException(
                $"a cell has more than {LongestCell} characters", "Look for a quote that is opened and never closed.",
                source, Line, cause: cause);
        }
    }

    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }

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
