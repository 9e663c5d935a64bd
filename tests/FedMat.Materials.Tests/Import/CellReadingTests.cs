namespace FedMat.Materials.Tests;

/// <summary>What a lab writes into a cell, and what is read.</summary>
public sealed class CellReadingTests
{
    [Theory]
    [InlineData("420", 420, null, Censoring.None)]
    [InlineData("４２０", 420, null, Censoring.None)]
    [InlineData("1.2e3", 1200, null, Censoring.None)]
    [InlineData("1.2×10^3", 1200, null, Censoring.None)]
    [InlineData("1.2 x 10³", 1200, null, Censoring.None)]
    [InlineData("12E+02", 1200, null, Censoring.None)]
    [InlineData("1,234,567", 1234567, null, Censoring.None)]
    [InlineData("12 345.5", 12345.5, null, Censoring.None)]
    [InlineData("1'234.5", 1234.5, null, Censoring.None)]
    [InlineData("1.234,5", 1234.5, null, Censoring.None)]
    [InlineData("12,5", 12.5, null, Censoring.None)]
    [InlineData("420±15", 420, 15.0, Censoring.None)]
    [InlineData("420 +/- 15", 420, 15.0, Censoring.None)]
    [InlineData("12.34(5)", 12.34, 0.05, Censoring.None)]
    [InlineData("350-380", 365, 8.660254037844387, Censoring.None)]
    [InlineData("350～380", 365, 8.660254037844387, Censoring.None)]
    [InlineData("350 to 380", 365, 8.660254037844387, Censoring.None)]
    [InlineData(">20000 h", 20000, null, Censoring.Above)]
    [InlineData("≥ 20000", 20000, null, Censoring.Above)]
    [InlineData("20000+", 20000, null, Censoring.Above)]
    [InlineData("10 days", 240, null, Censoring.None)]
    [InlineData("~350", 350, null, Censoring.None)]
    [InlineData("约350", 350, null, Censoring.None)]
    public void Target_Cell_IsReadAs(string cell, double value, double? uncertainty, Censoring censoring)
    {
        var measured = Reads.Rows($"composition;life_h\nFeNi;\"{cell}\"\n")[0].Record().Target!.Value;
        Assert.Equal((value, censoring), (measured.Value, measured.Censoring));
        Assert.Equal(uncertainty ?? -1, measured.Uncertainty ?? -1, 1e-12);
    }

    [Theory]
    [InlineData("1,234", "thousands or a decimal comma")]
    [InlineData("<5", "does not allow a bound here")]
    [InlineData("tr.", "a trace is no value of a target")]
    [InlineData("-", "the target is missing")]
    [InlineData("n/a", "the target is missing")]
    [InlineData("", "the target is missing")]
    [InlineData("380-350", "does not run upwards")]
    [InlineData("12-03-2020", "does not run upwards")]
    [InlineData("420*", "and is none")]
    [InlineData("20 kg", "kg measures mass and h time")]
    [InlineData("2x103", "and is none")]
    [InlineData("1.2.3", "this is not a number")]
    [InlineData("12,34,5", "this is not a number")]
    [InlineData("1e999", "too large")]
    [InlineData("-5", "outside the contract's range of 0 to 10000000 h")]
    [InlineData("hot", "this is not a number")]
    public void Target_BadCell_IsRejectedWithPlaceAndReason(string cell, string reason)
    {
        var row = Reads.Rows($"composition;life_h\nFeNi;\"{cell}\"\n")[0];
        Assert.Null(row.Record);
        var rejection = Assert.Single(row.Rejections);
        Assert.Equal((2, "life_h", cell), (rejection.Row, rejection.Column, rejection.Value));
        Assert.Contains(reason, rejection.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<0.001", 5, Reading.BelowDetection)]
    [InlineData("tr.", 0, Reading.Trace)]
    [InlineData("痕量", 0, Reading.Trace)]
    [InlineData("0.0030-0.0050", 40, Reading.Range)]
    public void Input_SmallAmount_IsReadAndCounted(string cell, double ppm, Reading how)
    {
        using var import = Reads.Open($"composition;B content (wt.%);life_h\nFeNi;{cell};100\n");
        Assert.Equal(ppm, Assert.Single(import.Rows()).Record().Inputs.Values[2].Number!.Value, 1e-9);
        Assert.Equal([new ReadingCount("B content (wt.%)", how, 1)], import.Readings);
    }

    [Theory]
    [InlineData("RT", 23)]
    [InlineData("室温", 23)]
    [InlineData("1112 °F", 600)]
    [InlineData("873.15K", 600)]
    [InlineData("650℃", 650)]
    [InlineData("-196", -196)]
    public void Temperature_Cell_IsReadInTheContractsUnit(string cell, double celsius) =>
        Assert.Equal(celsius, Reads.Rows($"composition;test_temperature_C;life_h\nFeNi;{cell};100\n")[0].Record().Inputs.Values[1].Number!.Value, 1e-9);

    [Theory]
    [InlineData(">600", "lower bound")]
    [InlineData("<600", "upper bound")]
    public void Temperature_Bound_IsRejected(string cell, string reason) =>
        Assert.Contains(reason, Reads.Rows($"composition;test_temperature_C;life_h\nFeNi;{cell};100\n")[0].Rejections[0].Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("Cast", "cast")]
    [InlineData("铸造", "cast")]
    [InlineData("FORGED ", "forged")]
    [InlineData("n/a", null)]
    public void Category_Cell_IsReadWithoutRegardToCase(string cell, string? category) =>
        Assert.Equal(category, Reads.Rows($"composition;route;life_h\nFeNi;{cell};100\n")[0].Record().Inputs.Values[3].Category);

    [Fact]
    public void Formula_NaN_IsSodiumNitride() => Assert.Equal("NNa", Reads.Rows("composition,life_h\nNaN,1\n")[0].Record().Inputs.Values[0].Composition!.ToString());

    [Fact]
    public void Row_OfABrokenSample_NeedsNoTarget()
    {
        var rows = Reads.Rows("composition,life_h,outcome\nFeNi,,cracked\nFeNi,,ok\nFeNi,5,Broke\nFeNi,5,lost\n");
        Assert.Equal((Outcome.Cracked, (Measurement?)null), (rows[0].Record().Outcome, rows[0].Record().Target));
        Assert.Equal("the target is missing", rows[1].Rejections[0].Reason);
        Assert.Equal(Outcome.Failed, rows[2].Record().Outcome);
        Assert.Contains("'lost' is none of", rows[3].Rejections[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_UncertaintyAndRepeats_MakeTheWeight()
    {
        var rows = Reads.Rows("composition,life_h,sd,tests\nFe,100,5,3\nFe,100,,2\nFe,100,0.01,1\nFe,100±20,,\nFe,100,-1,1\nFe,100,,1.5\n");
        Assert.Equal([12, 2, 100, 0.25], rows.Take(4).Select(row => row.Record().Weight));
        Assert.Equal(["an uncertainty is a number above 0", "repeats are a whole number from 1"], rows.Skip(4).Select(row => row.Rejections[0].Reason));
    }

    [Fact]
    public void Row_GroupsAndKept_AreTexts()
    {
        var record = Reads.Rows("composition,life_h,炉号,remark\nFe,100,0012,see p. 3\n")[0].Record();
        Assert.Equal(["0012"], record.Groups);
        Assert.Equal(["see p. 3"], record.Kept);
    }

    [Fact]
    public void Row_SeveralBadCells_AreAllNamed()
    {
        var row = Reads.Rows("composition,test_temperature_C,life_h\nXx,hot,-1\n")[0];
        Assert.Equal(["composition", "test_temperature_C", "life_h"], row.Rejections.Select(rejection => rejection.Column));
    }

    [Fact]
    public void Row_StrayQuoteOrTooManyCells_IsRejectedAndTheNextIsRead()
    {
        var rows = Reads.Rows("composition,life_h\nFe,1\"2\nFe,1,2\nFe,3\n");
        Assert.Contains("double quote", rows[0].Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Contains("more cells", rows[1].Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal((4, 3.0), (rows[2].Row, rows[2].Record().Target!.Value.Value));
    }

    [Fact]
    public void ElementColumns_InWeightPercent_MakeTheComposition()
    {
        using var import = Reads.Open("Cr (wt.%);Ni/%;w(C)/ppm;Fe;屈服强度/MPa\n18;8;<600;Bal.;250\n60;50;0;余量;1\n18;8;tr.;74;200\n18;8;0;60;200\n", Reads.Alloy);
        var rows = import.Rows().ToArray();
        var composition = rows[0].Record().Inputs.Values[0].Composition!;
        double moles = 18 / 51.996 + 8 / 58.693 + 0.03 / 12.011 + 73.97 / 55.845;
        Assert.Equal(18 / 51.996 / moles, composition.Fraction(Elements.Find("Cr")!), 1e-9);
        Assert.Equal(0.03 / 12.011 / moles, composition.Fraction(Elements.Find("C")!), 1e-9);
        Assert.Contains("leaves nothing for Fe", rows[1].Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, rows[2].Record().Inputs.Values[0].Composition!.Fraction(Elements.Find("C")!));
        Assert.Contains("add up to 86, not 100", rows[3].Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Contains(import.Notes, note => note.Contains("'%' was taken as wt%", StringComparison.Ordinal));
    }

    [Fact]
    public void RejectionTable_FormulaInACell_IsWrittenAsText()
    {
        using var text = new StringWriter();
        using (var table = new RejectionTable(text)) table.Write(new(7, "life_h", "=HYPERLINK(1)", "this is not a number"));
        Assert.Equal("row,column,value,reason\n7,life_h,\"'=HYPERLINK(1)\",this is not a number\n", text.ToString());
    }
}
