using System.IO.Compression;

namespace FedMat.Materials;

/// <summary>
/// Refuses an .xlsx (a zip of XML) that would fill the memory: what the library holds whole is bounded by the length that the zip states,
/// which .NET does not read beyond; what it reads in pieces by <see cref="SheetScan"/>.
/// </summary>
internal static class PackageCheck
{
    private const int MostParts = 10_000;
    private const long MostUnpacked = 2L << 30;
    private const long MostHeldWhole = 96L << 20;

    public static void Run(Stream stream, string source)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts) throw TooLarge($"it has {zip.Entries.Count} parts", source);
        if (zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new InputException(
                "this is a zip file and no Excel workbook that can be read", "Save the table as .xlsx or .csv.", source);
        }
        long total = 0;
        foreach (var part in zip.Entries)
        {
            total += part.Length;
            if (total > MostUnpacked) throw TooLarge("it unpacks to more than 2 GiB", source);
            bool sheet = part.FullName.Contains("sheets/", StringComparison.OrdinalIgnoreCase);
            if (!sheet && part.Length > MostHeldWhole && !IsPicture(part.FullName))
                throw TooLarge($"its part '{Path.GetFileName(part.FullName)}' unpacks to more than {MostHeldWhole >> 20} MiB", source);
        }
        foreach (var part in zip.Entries.Where(part => !IsPicture(part.FullName))) Scan(part, source);
    }

    private static void Scan(ZipArchiveEntry part, string source)
    {
        if (part.FullName.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) && part.FullName.Contains("sheet", StringComparison.OrdinalIgnoreCase)
            && !part.FullName.Contains("printerSettings", StringComparison.OrdinalIgnoreCase))
            throw new InputException("this workbook is in the binary form .xlsb", "Save it as .xlsx.", source);
        if (!part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return;
        var scan = new SheetScan();
        using var content = part.Open();
        scan.Read(content);
        if (scan.Problem is { } problem) throw TooLarge($"in '{Path.GetFileName(part.FullName)}' {problem}", source);
    }

    private static bool IsPicture(string name) => name.Contains("/media/", StringComparison.OrdinalIgnoreCase);

    private static InputException TooLarge(string what, string source) =>
        new($"this workbook is damaged or made to fill the memory: {what}", "Save the sheet as CSV (UTF-8).", source);
}
