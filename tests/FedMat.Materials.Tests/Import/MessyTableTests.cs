using System.Text;

namespace FedMat.Materials.Tests;

public sealed class MessyTableTests
{
    [Fact]
    public void Workbook_Messy_ReadsRight()
    {
        using var import = Reads.Open(MessyTables.Workbook());
        Assert.Empty(import.Questions);
        var rows = import.Rows().ToArray();
        Assert.Equal(MessyTables.Records, rows.Where(row => row.Record is not null).Select(row => Shown(row.Record())));
        Assert.Equal(MessyTables.Rejected, rows.SelectMany(row => row.Rejections).Select(rejection => (rejection.Row, rejection.Column!)));
        Assert.Contains(import.Notes, note => note.Contains("'数据 2021' was chosen of 3", StringComparison.Ordinal));
        Assert.Equal((4, 5), (import.Mapping.Layout.HeaderRow, import.Mapping.Layout.UnitRow));
        Assert.Equal(Censoring.Above, rows[2].Record().Target!.Value.Censoring);
        Assert.Equal((long)rows.Length, import.Read);
        Assert.Equal(5, import.Accepted);
    }

    [Theory]
    [InlineData("gb18030", "gb18030")]
    [InlineData("shift_jis", "shift-jis")]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-16", "utf-16le")]
    [InlineData("utf-16BE", "utf-16be")]
    public void Csv_MessyWithDecimalCommas_ReadsRight(string encoding, string found)
    {
        using var import = Reads.Open(MessyTables.Csv(encoding));
        Assert.Empty(import.Questions);
        Assert.Equal((found, ';', DecimalSign.Comma), (import.Mapping.Layout.Encoding, import.Mapping.Layout.Delimiter, import.Mapping.Layout.Decimal));
        var rows = import.Rows().ToArray();
        // Only a workbook knows that the heat's cell is merged.
        var expected = MessyTables.Records.Select(record => record.Row is 7 or 8 ? record with { Heat = null } : record);
        Assert.Equal(expected, rows.Where(row => row.Record is not null).Select(row => Shown(row.Record())));
        Assert.Equal(MessyTables.Rejected.Select(place => place.Row), rows.SelectMany(row => row.Rejections).Select(rejection => rejection.Row));
        Assert.DoesNotContain(import.Notes, note => note.Contains("might be", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_Western_IsReadAsWindows1252()
    {
        byte[] text = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("composition;test temperature (°C);life_h;remark\nFe;650;1±0,5;nach 3 h geprüft\n");
        using var import = Reads.Open(text);
        Assert.Equal("windows-1252", import.Mapping.Layout.Encoding);
        Assert.Equal("nach 3 h geprüft", import.Rows().Single().Record().Kept[0]);
    }

    [Fact]
    public void Csv_EncodingThatWasGuessedWrong_IsOverriddenByTheMapping()
    {
        byte[] text = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("composition,life_h,remark\nFe,1,断\n");
        using var import = Reads.Open(text, mapping: "{\"format\":1,\"contract\":\"creep\",\"encoding\":\"GBK\"}");
        Assert.Equal("断", import.Rows().Single().Record().Kept[0]);
    }

    [Fact]
    public void Csv_BytesThatAreNoUtf8FarBelow_RejectTheirRows()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes("composition,life_h\n" + string.Concat(Enumerable.Repeat("Fe,1\n", 60_000)) + "Fe,1"), 0xB0, .. "\nFe,2\n"u8];
        using var import = Reads.Open(text);
        var rejected = Assert.Single(import.Rows(), row => row.Record is null);
        Assert.Contains("cannot be read in this encoding", rejected.Rejections[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_TwoSheetsThatFit_AsksWhichUntilTheMappingNamesOne()
    {
        byte[] file = new WorkbookFile().Sheet("2021", [["composition", "life_h"], ["Fe", 1.0]]).Sheet("2022", [["composition", "life_h"], ["Fe", 2.0]]).Write();
        using var unsure = Reads.Open(file);
        Assert.Contains("'2021', '2022'", Assert.Single(unsure.Questions), StringComparison.Ordinal);
        using var sure = Reads.Open(file, mapping: "{\"format\":1,\"contract\":\"creep\",\"sheet\":\"2022\"}");
        Assert.Equal(2, sure.Rows().Single().Record().Target!.Value.Value);
        Assert.Contains("It has 2021, 2022", Tables.Refused(() => Reads.Open(file, mapping: "{\"format\":1,\"contract\":\"creep\",\"sheet\":\"2023\"}")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_UnitsBelowAMergedHeader_AreTwoCandidates()
    {
        byte[] file = new WorkbookFile().Sheet("a", [["composition", "rupture life", null], [null, "h", "days"], ["Fe", 24.0, 1.0]], "A1:A2", "B1:C1").Write();
        using var import = Reads.Open(file);
        Assert.Contains(import.Questions, question => question.Contains("column 2", StringComparison.Ordinal) && question.Contains("column 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Workbook_LongerThanItsHead_IsReadToItsEnd(int sheets)
    {
        object?[][] rows = [["composition", "life_h"], .. Enumerable.Range(1, 500).Select(i => new object?[] { "Fe", (double)i })];
        var file = new WorkbookFile().Sheet("data", rows);
        for (int i = 1; i < sheets; i++) file.Sheet($"notes {i}", [["nothing"]]);
        using var import = Reads.Open(file.Write());
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (double)i), import.Rows().Select(row => row.Record().Target!.Value.Value));
    }

    [Fact]
    public void Workbook_FailedFormula_IsRejected()
    {
        byte[] file = new WorkbookFile().Raw("a",
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>composition</v></c><c r=\"B1\" t=\"str\"><v>life_h</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Fe</v></c><c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c></row></sheetData>").Write();
        using var import = Reads.Open(file);
        Assert.Equal("life_h", Assert.Single(import.Rows().Single().Rejections).Column);
    }

    [Fact]
    public void Workbook_FromAStreamThatCannotSeek_ReadsTheSame()
    {
        using var stream = new OneWayStream(MessyTables.Workbook());
        using var import = TableImport.Open(stream, "lab.xlsx", Reads.Creep);
        Assert.Equal(5, import.Rows().Count(row => row.Record is not null));
    }

    private static (int, double, double, double, double, string?) Shown(SampleRecord record) => (
        record.Row, Math.Round(record.Inputs.Values[1].Number ?? double.NaN, 9), record.Target!.Value.Value, record.Target.Value.Uncertainty ?? double.NaN,
        Math.Round(record.Inputs.Values[2].Number ?? double.NaN, 9), record.Groups[0]);
}
