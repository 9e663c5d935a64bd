using System.Text;

namespace FedMat.Materials.Tests;

/// <summary>One deliberately messy table, as a workbook and as texts in several encodings, and what it means.</summary>
internal static class MessyTables
{
    private static readonly object?[][] Chinese =
    [
        ["高温持久试验报告 2021", null, null, null, null, null, null, null],
        ["实验室：三号", null, null, null, null, null, null, null],
        [null, "试验条件", null, "结果", null, null, null, null],
        ["成分", "试验温度", "工艺", "断裂寿命", "sd", "B content", "炉号", "备注"],
        [null, "℃", null, "h", "h", "wt.%", null, null],
        ["Fe9Cr", 650.0, "铸造", "420±15", null, "<0.001", "A-1", "ok"],
        ["Fe9CrMo", "６００", "forged", "350-380", null, "tr.", null, null],
        ["Fe12Cr", "873.15 K", "Cast", ">20000 h", null, 0.005, null, "未断"],
        ["Fe12Cr", "RT", "-", "1.2e3", 8.0, "n/a", "A-2", null],
        ["铁", 650.0, "铸造", 100.0, null, null, "A-2", null],
        [null, null, null, null, null, null, null, null],
        ["Fe9Cr", 650.0, "rolled", "about", null, null, "A-2", null],
        ["Fe9Cr", new DateTime(2021, 5, 3), "铸造", 12.5, null, new WorkbookFile.Percent(0.001), "A-2", null],
        ["Fe9Cr", 650.0, "铸造", 12.5, null, new WorkbookFile.Percent(0.0001), "A-2", null],
    ];

    /// <summary>Rows that become records: row, °C or NaN, life, its uncertainty or NaN, boron in ppm or NaN, heat.</summary>
    public static (int Row, double Celsius, double Life, double Spread, double Boron, string? Heat)[] Records { get; } =
    [
        (6, 650, 420, 15, 5, "A-1"), (7, 600, 365, 15 / Math.Sqrt(3), 0, "A-1"), (8, 600, 20000, double.NaN, 50, "A-1"), (9, 23, 1200, 8, double.NaN, "A-2"),
        (14, 650, 12.5, double.NaN, 100, "A-2"),
    ];

    public static (int Row, string Column)[] Rejected { get; } = [(10, "成分"), (12, "工艺"), (12, "断裂寿命"), (13, "试验温度")];

    /// <summary>Several sheets, a title, a header in row 4 under merged cells, units below, a heat merged over three rows.</summary>
    public static byte[] Workbook() => new WorkbookFile()
        .Sheet("说明", [["This workbook holds creep tests."], ["Contact", "lab 3"]])
        .Sheet("数据 2021", Chinese, "A1:H1", "B3:C3", "D3:E3", "A4:A5", "G6:G8")
        .Sheet("Temp", [["composition", "note"], ["Fe", "old"]])
        .Write();

    /// <summary>The same rows with semicolons and decimal commas; the Japanese one says so in Japanese.</summary>
    public static byte[] Csv(string encoding)
    {
        bool japanese = encoding == "shift_jis";
        var provider = CodePagesEncodingProvider.Instance;
        string text = string.Join("\r\n", Chinese.Select(row => string.Join(';', row.Select(Comma))));
        if (japanese)
            text = text.Replace("成分", "組成").Replace("试验温度", "試験温度").Replace("工艺", "製法").Replace("断裂寿命", "破断時間").Replace("炉号", "heat").Replace("铸造", "鋳造")
                .Replace("高温持久试验报告", "高温クリープ破断試験の報告").Replace("实验室：三号", "研究室：三号").Replace("试验条件", "試験条件").Replace("结果", "結果").Replace("备注", "備考")
                .Replace("未断", "未破断").Replace("铁", "鉄");
        var target = provider.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) ?? Encoding.GetEncoding(encoding);
        return target.GetBytes(text);
    }

    private static string Comma(object? cell) => cell switch
    {
        null => "",
        double number => number.ToString("R").Replace('.', ','),
        DateTime => "03.05.2021",
        WorkbookFile.Percent percent => (percent.Fraction * 100).ToString("R").Replace('.', ',') + "%",
        "873.15 K" => "873,15 K",
        "<0.001" => "<0,001",
        "1.2e3" => "1,2e3",
        var text => (string)text,
    };
}
