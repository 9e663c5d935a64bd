using System.Text;

namespace FedMat.Materials.Tests;

/// <summary>Whatever bytes come, an import ends in rows, in questions or in an <see cref="InputException"/>. Seeds are fixed.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Csv_Mutated_EndsWithoutAnotherException() => Run(MessyTables.Csv("utf-8"), seed: 1, cases: 1500);

    [Fact]
    public void Csv_MutatedShiftJis_EndsWithoutAnotherException() => Run(MessyTables.Csv("shift_jis"), seed: 2, cases: 500);

    [Fact]
    public void Workbook_Mutated_EndsWithoutAnotherException() => Run(MessyTables.Workbook(), seed: 3, cases: 400);

    [Fact]
    public void Workbook_WithMutatedSheet_EndsWithoutAnotherException()
    {
        var random = new Random(4);
        for (int i = 0; i < 600; i++)
        {
            byte[] xml = Encoding.UTF8.GetBytes(
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>composition</t></is></c><c r=\"B1\" t=\"str\"><v>life_h</v></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"2\"><v>12.5</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>");
            Try(new WorkbookFile().Raw("a", Encoding.Latin1.GetString(Mutated(xml, random))).Write());
        }
    }

    private static void Run(byte[] file, int seed, int cases)
    {
        var random = new Random(seed);
        for (int i = 0; i < cases; i++) Try(Mutated(file, random));
    }

    private static void Try(byte[] file)
    {
        try
        {
            using var import = Reads.Open(file);
            if (import.Questions.Count > 0) return;
            foreach (var row in import.Rows()) Assert.True(row.Record is null == row.Rejections.Count > 0);
        }
        catch (InputException refused)
        {
            Assert.NotEmpty(refused.Remedy);
        }
    }

    /// <summary>A few bytes changed, cut out or doubled.</summary>
    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var copy = bytes.ToList();
        for (int changes = random.Next(1, 6); changes > 0 && copy.Count > 8; changes--)
        {
            int at = random.Next(copy.Count);
            int length = Math.Min(random.Next(1, 8), copy.Count - at);
            switch (random.Next(4))
            {
                case 0: copy[at] = (byte)random.Next(256); break;
                case 1: copy[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: copy.RemoveRange(at, length); break;
                default: copy.InsertRange(at, copy.GetRange(at, length)); break;
            }
        }
        return [.. copy];
    }
}
