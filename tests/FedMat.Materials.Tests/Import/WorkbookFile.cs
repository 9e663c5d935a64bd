using System.IO.Compression;
using System.Security;
using System.Text;

namespace FedMat.Materials.Tests;

/// <summary>
/// Writes an .xlsx by hand (ECMA-376, part 1: SpreadsheetML): a zip of XML with shared strings, so that a test decides every byte. A cell is a
/// string, a double, a <see cref="DateTime"/> or null.
/// </summary>
internal sealed class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string Xml)> sheets = [];
    private readonly List<string> strings = [];

    /// <summary>Instead of the shared strings that the cells need.</summary>
    public string? SharedStrings { get; set; }

    public WorkbookFile Sheet(string name, object?[][] rows, params string[] merged)
    {
        var xml = new StringBuilder();
        for (int i = 0; i < rows.Length; i++)
        {
            xml.Append($"<row r=\"{i + 1}\">");
            for (int j = 0; j < rows[i].Length; j++) xml.Append(Cell($"{Column(j)}{i + 1}", rows[i][j]));
            xml.Append("</row>");
        }
        string merges = merged.Length == 0 ? "" : $"<mergeCells count=\"{merged.Length}\">{string.Concat(merged.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";
        return Raw(name, $"<sheetData>{xml}</sheetData>{merges}");
    }

    public WorkbookFile Raw(string name, string content)
    {
        sheets.Add((name, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\">{content}</worksheet>"));
        return this;
    }

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var numbers = Enumerable.Range(1, sheets.Count).ToArray();
            Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + string.Concat(numbers.Select(n => $"<sheet name=\"{SecurityElement.Escape(sheets[n - 1].Name)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")) + "</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(numbers.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
                + $"<Relationship Id=\"s\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"t\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", SharedStrings ?? $"<sst xmlns=\"{Main}\">{string.Concat(strings.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>");
            for (int i = 0; i < sheets.Count; i++) Part(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        }
        return bytes.ToArray();
    }

    private string Cell(string place, object? value) => value switch
    {
        null => "",
        double number => $"<c r=\"{place}\"><v>{number:R}</v></c>",
        DateTime date => $"<c r=\"{place}\" s=\"1\"><v>{date.ToOADate():R}</v></c>",
        Percent percent => $"<c r=\"{place}\" s=\"2\"><v>{percent.Fraction:R}</v></c>",
        var text => $"<c r=\"{place}\" t=\"s\"><v>{Shared((string)text)}</v></c>",
    };

    private int Shared(string text)
    {
        strings.Add(text);
        return strings.Count - 1;
    }

    private static string Column(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{(char)('A' + index / 26 - 1)}{(char)('A' + index % 26)}";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var text = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        text.Write(xml);
    }

    /// <summary>A number that is shown in percent.</summary>
    public sealed record Percent(double Fraction);
}
