namespace FedMat.Materials.Tests;

public sealed class RecordReaderTests
{
    private const string Header = "composition,test_temperature_C,route,yield_strength_MPa\n";
    private static readonly RecordReader Reader = new(Tables.AlloyContract());

    [Fact]
    public void ReadLabelled_GoodRow_HasTypedValues()
    {
        var row = Reader.ReadLabelled(Tables.Read(Header + "NaN,,cast,12.5\n").Rows[0]);
        Assert.Equal((2, 12.5), (row.Line, row.Target));
        Assert.Equal("NNa", row.Record.Values[0].Composition!.ToString());
        Assert.True(row.Record.Values[1].IsMissing);
        Assert.Equal("cast", row.Record.Values[2].Category);
    }

    [Theory]
    [InlineData("Xx2,25,cast,1", "composition", "'Xx2' has an unknown element 'Xx' at character 1")]
    [InlineData(",25,cast,1", "composition", "a value is missing")]
    [InlineData("Rf2,25,cast,1", "composition", "Rutherfordium (Rf) has no descriptors")]
    [InlineData("Fe,warm,cast,1", "test_temperature_C", "'warm' is not a number")]
    [InlineData("Fe,NaN,cast,1", "test_temperature_C", "'NaN' is not a number")]
    [InlineData("Fe,1500,cast,1", "test_temperature_C", "1500 is outside the contract's range of -100 to 1000 °C")]
    [InlineData("Fe,25,Cast,1", "route", "'Cast' is no category of the contract")]
    [InlineData("Fe,25,cast,", "yield_strength_MPa", "the target is missing")]
    [InlineData("Fe,25,cast,> 5", "yield_strength_MPa", "> 5 is a bound, which the contract does not allow here")]
    [InlineData("Fe,25,cast,> 5 h", "yield_strength_MPa", "'> 5 h' is not a number")]
    [InlineData("Fe,25,cast,-1", "yield_strength_MPa", "-1 is outside the contract's range of 0 to 4000 MPa")]
    public void ReadLabelled_BadCell_NamesRowColumnAndProblem(string cells, string column, string problem)
    {
        var row = Tables.Read(Header + cells + "\n").Rows[0];
        var refused = Tables.Refused(() => Reader.ReadLabelled(row));
        Assert.Equal(("lab.csv", 2, column, problem), (refused.Source, refused.Row, refused.Column, refused.Problem));
    }

    [Fact]
    public void Infer_TargetsThatAreBounds_AreAllowedAndRead()
    {
        var table = Tables.Read("temperature_C,life_h\n600,1200\n550,> 20000\n500,>20000 h\n");
        var contract = DataContract.Parse(DataContract.Infer(table).ToJson(), "inferred");
        Assert.Equal([Censoring.Above], contract.Target.Bounds);
        var data = Dataset.Build(table, contract);
        Assert.Equal([1200, 20000, 20000], data.Y);
        Assert.Equal([Censoring.None, Censoring.Above, Censoring.Above], data.Bounds);
    }

    [Fact]
    public void Read_TableWithoutAColumn_NamesTheNearest()
    {
        var row = Tables.Read("composition,test_temp_C,route\nFe,1,cast\n").Rows[0];
        var refused = Tables.Refused(() => Reader.Read(row));
        Assert.Equal("test_temperature_C", refused.Column);
        Assert.Contains("Did you mean 'test_temp_C'?", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Typed_IsTheSameRecordAsARow()
    {
        var typed = Reader.Read("FeNi", ["Test_Temperature_C = 25", "route=cast"]);
        var row = Reader.Read(Tables.Read(Header + "FeNi,25,cast,1\n").Rows[0]);
        Assert.Equal(row.Values, typed.Values);
        Assert.True(Reader.Read("Fe", []).Values[1].IsMissing);
    }

    [Theory]
    [InlineData(null, "route=cast", "composition", "a value is missing")]
    [InlineData("Fe", "rute=cast", null, "'rute' is no input of the contract")]
    [InlineData("Fe", "cast", null, "'cast' is no condition")]
    [InlineData("Fe", "composition=Ni", "composition", "two values are given")]
    [InlineData("Fe", "route=milled", "route", "'milled' is no category of the contract")]
    public void Read_TypedWrongly_NamesTheProblem(string? composition, string condition, string? column, string problem)
    {
        var refused = Tables.Refused(() => Reader.Read(composition, [condition]));
        Assert.Equal((column, problem), (refused.Column, refused.Problem));
    }

    [Fact]
    public void Read_CompositionForAContractWithout_SaysWhatToGive()
    {
        var contract = DataContract.Infer(Tables.Read("water_kg_m3,strength_MPa\n100,20\n200,30\n"));
        var refused = Tables.Refused(() => new RecordReader(contract).Read("Fe", []));
        Assert.Contains("water_kg_m3=...", refused.Remedy, StringComparison.Ordinal);
    }
}
