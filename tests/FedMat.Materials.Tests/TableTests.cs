namespace FedMat.Materials.Tests;

public sealed class TableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("\uFEFFa;b\r\n1;2\r\n3;4")]
    [InlineData("a\tb\n1\t2\n\n3\t4\n\n")]
    [InlineData("\n\"a\", b \n\"1\",2\n 3 ,\"4\"")]
    public void Read_SeparatorsAndLineEnds_GiveTheSameCells(string text)
    {
        var table = Tables.Read(text);
        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal(["1,2", "3,4"], table.Rows.Select(row => $"{row["a"]},{row["b"]}"));
    }

    [Fact]
    public void Read_QuotedCells_KeepSeparatorsQuotesAndLines()
    {
        var table = Tables.Read("a,b\n\"1,5\",\"say \"\"hi\"\"\"\n\"two\nlines\",x\nlast,y\n");
        Assert.Equal(["1,5", "two\nlines", "last"], table.Rows.Select(row => row["a"]!.ReplaceLineEndings("\n")));
        Assert.Equal("say \"hi\"", table.Rows[0]["b"]);
        Assert.Equal([2, 3, 5], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void Row_BlankLineAbove_KeepsTheLineOfTheFile() =>
        Assert.Equal([3, 5], Tables.Read("a,b\n\n1,2\n\n3,4\n").Rows.Select(row => row.Line));

    [Fact]
    public void Read_MoreThanTheLookedAtHead_ReadsEveryRow()
    {
        var table = Tables.Read("number,text\n" + string.Concat(Enumerable.Range(1, 5000).Select(i => $"{i},some words\n")));
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => $"{i}"), table.Rows.Select(row => row[0]));
        Assert.Equal(5001, table.Rows[^1].Line);
    }

    [Theory]
    [InlineData("", null, null, "the file is empty")]
    [InlineData("\n\n", null, null, "the file is empty")]
    [InlineData("a,b\n", null, null, "there is a header but no row below it")]
    [InlineData("PK\u0003\u0004\0\0", null, null, "this is not a text file")]
    [InlineData("a,b,A\n1,2,3", 1, "A", "this name is given to two columns")]
    [InlineData("a,,c\n1,2,3", 1, null, "column 2 has no name")]
    [InlineData("a,b\n1,2\n1,2,3\n", 3, null, "there are 3 cells where the header has 2 columns")]
    [InlineData("a,b\n1\n", 2, null, "there are 1 cells where the header has 2 columns")]
    [InlineData("a,b\n1,5\" pipe\n", 2, null, "a double quote stands where none can be read")]
    public void Read_BadText_NamesRowAndProblem(string text, int? row, string? column, string problem)
    {
        var refused = Tables.Refused(() => Tables.Read(text));
        Assert.Equal(("lab.csv", row, problem), (refused.Source, refused.Row, refused.Problem));
        Assert.Equal(column?.ToUpperInvariant(), refused.Column?.ToUpperInvariant());
        Assert.StartsWith("lab.csv", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_QuoteNeverClosed_IsRefusedWithItsRow()
    {
        var refused = Tables.Refused(() => Tables.Read("a,b\n1,2\n3,\"4\n5,6\n7,8\n"));
        Assert.Equal(3, refused.Row);
        Assert.Contains("quote", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CellWithoutEnd_IsRefusedBeforeItFillsTheMemory() =>
        Assert.Contains("65536", Tables.Refused(() => Tables.Read("a,b\n1,\"" + new string('x', 200_000))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Distinct_Column_IsSortedWithoutEmpties() =>
        Assert.Equal(["a", "b"], Tables.Read("member,x\nb,1\n,2\na,3\nb,4\n").Distinct("member"));

    [Fact]
    public void InputException_AllPlaces_ReadsAsOneSentence()
    {
        var error = new InputException("'Xx2O3' has an unknown element 'Xx' at character 1", "Use symbols such as Fe.", "alloys.csv", 12, "composition");
        Assert.Equal(
            "alloys.csv, row 12, column 'composition': 'Xx2O3' has an unknown element 'Xx' at character 1. Use symbols such as Fe.",
            error.Message);
        Assert.Equal("no place. Find one.", new InputException("no place", "Find one.").Message);
    }
}
