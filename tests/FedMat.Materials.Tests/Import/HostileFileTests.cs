using System.IO.Compression;
using System.Text;

namespace FedMat.Materials.Tests;

/// <summary>Files that are no tables, or made to do harm: a clear refusal, and no more memory than the limits say.</summary>
public sealed class HostileFileTests
{
    private const long SomeMemory = 200L << 20;

    public static TheoryData<string, byte[]> NoTables => new()
    {
        { "the file is empty", [] },
        { "this is no table: neither Excel nor text", [0x7F, .. "ELF"u8, .. new byte[500]] },
        { "this is no table: neither Excel nor text", [.. Enumerable.Range(0, 5000).Select(i => (byte)((i * 7919 >> 3) & 255))] },
        { "cannot be read: it is damaged", [.. "PK"u8, 3, 4, .. new byte[400]] },
        { "cannot be read: it is damaged", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]] },
        { "cannot be read: it is damaged", MessyTables.Workbook()[..2000] },
        { "this is a zip file and no Excel workbook", Zip("readme.txt", "hello") },
        { "one row or part of a sheet is too large", Sheet("<sheetData><row r=\"1\">" + new string(' ', 5 << 20) + "</row></sheetData>") },
        { "one row or part of a sheet is too large", Sheet("<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + new string('a', 5 << 20) + "</t></is></c></row></sheetData>") },
        { "a row stands inside another", Sheet("<sheetData><row r=\"1\"><row/></row></sheetData>") },
        { "more than 1048576 rows or 16384 columns", Sheet("<sheetData><row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row></sheetData>") },
        { "more than 1048576 rows or 16384 columns", Sheet("<sheetData><row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row></sheetData>") },
        { "cannot be read: it is damaged", Circular() },
        { "the sheet's XML holds a declaration", Sheet("<sheetData><!-- row> --></sheetData>") },
    };

    [Theory]
    [MemberData(nameof(NoTables))]
    public void Open_WhatIsNoTable_IsRefused(string problem, byte[] file) =>
        Assert.Contains(problem, Tables.Refused(() => Reads.Open(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_SharedStringsThatInflateWithoutBound_IsRefusedWithoutReadingThem()
    {
        byte[] file = Inflating("xl/sharedStrings.xml", 128);
        Assert.InRange(file.Length, 1, 4 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpacks to more than", Tables.Refused(() => Reads.Open(file)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SomeMemory);
    }

    [Fact]
    public void Open_LengthThatTheZipUnderstates_ReadsNoFurtherThanStated()
    {
        byte[] file = Inflating("xl/sharedStrings.xml", 128);
        byte[] lying = Replace(file, BitConverter.GetBytes(128 << 20), BitConverter.GetBytes(1000));
        Assert.NotEqual(file, lying);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Tables.Refused(() => Reads.Open(lying));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SomeMemory);
    }

    [Theory]
    [InlineData("composition,life_h\nFe,\"1\n", "more than 65536 characters")]
    [InlineData("composition,life_h\nFe,1,,,,,", "more than 1048576 characters")]
    [InlineData("composition,life_h\nFe,1,\"a\"\"\n", "more than")]
    public void Rows_OfATextWithoutEnd_StopWithinTheirLimit(string start, string problem)
    {
        using var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), start[^1] == '\n' ? (byte)'x' : (byte)',');
        var refused = Tables.Refused(() =>
        {
            using var import = TableImport.Open(stream, "endless.csv", Reads.Creep);
            foreach (var row in import.Rows()) Assert.Null(row.Record);
        });
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.InRange(stream.Given, 0, 8 << 20);
    }

    [Fact]
    public void Rows_AHundredThousandBad_AreHandedOutOneByOne()
    {
        byte[] text = Encoding.UTF8.GetBytes("composition,life_h\n" + string.Concat(Enumerable.Repeat("Fe,bad\n", 100_000)));
        using var import = Reads.Open(text);
        Assert.Equal(100_000, import.Rows().Count(row => row.Rejections is [{ Column: "life_h" }]));
        Assert.Equal((100_000L, 0L), (import.Read, import.Accepted));
    }

    [Fact]
    public void Open_HeaderOnly_SaysThatRowsAreMissing() =>
        Assert.Contains("no row below it", Tables.Refused(() => Reads.Rows("composition,life_h\n")).Problem, StringComparison.Ordinal);

    private static byte[] Sheet(string content) => new WorkbookFile().Raw("a", content).Write();

    /// <summary>The head of an .xls whose list of FAT sectors leads to itself.</summary>
    private static byte[] Circular()
    {
        byte[] file = new byte[512 * 4];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        (file[24], file[26], file[28], file[29], file[30], file[32]) = (0x3E, 3, 0xFE, 0xFF, 9, 6);
        file[44] = 1;
        file.AsSpan(0x4C, 436).Fill(0xFF);
        return file;
    }

    private static byte[] Zip(string name, string content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var text = new StreamWriter(zip.CreateEntry(name).Open())) text.Write(content);
        return bytes.ToArray();
    }

    /// <summary>A workbook with one part of that many MiB of zeros.</summary>
    private static byte[] Inflating(string part, int mebibytes)
    {
        using var grown = new MemoryStream();
        grown.Write(Sheet("<sheetData/>"));
        using (var zip = new ZipArchive(grown, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            using var content = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < mebibytes; i++) content.Write(block);
        }
        return grown.ToArray();
    }

    private static byte[] Replace(byte[] bytes, byte[] from, byte[] to)
    {
        byte[] copy = [.. bytes];
        for (int at = copy.AsSpan().IndexOf(from); at >= 0; at = copy.AsSpan().IndexOf(from)) to.CopyTo(copy, at);
        return copy;
    }
}
