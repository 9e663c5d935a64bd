namespace FedMat.Materials.Tests;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("life_h")]
    [InlineData("Life (h)")]
    [InlineData("Rupture life [hours]")]
    [InlineData("断裂寿命/h")]
    [InlineData("破断時間（h）")]
    [InlineData("断裂寿命 /小时")]
    [InlineData("RUPTURE-LIFE, h")]
    [InlineData("rupture life h")]
    public void Header_AsLabsWriteIt_IsTheTarget(string header) =>
        Assert.Equal(240, Reads.Rows($"composition|{header}\nFeNi|240\n")[0].Record().Target!.Value.Value);

    [Theory]
    [InlineData("rupture life (days)", 10, 240)]
    [InlineData("rupture life/min", 600, 10)]
    public void Header_WithAnotherUnit_IsConverted(string header, double given, double hours)
    {
        using var import = Reads.Open($"composition|{header}\nFeNi|{given}\n");
        Assert.Equal(hours, import.Rows().Single().Record().Target!.Value.Value, 1e-9);
        Assert.Contains(import.Notes, note => note.Contains("is converted from", StringComparison.Ordinal));
    }

    [Fact]
    public void Header_InRowFourWithUnitsBelow_IsFound()
    {
        using var import = Reads.Open("Report 7;;\nLab B;;\n\n成分;试验温度;断裂寿命\n;K;d\nFeNi;873.15;10\n");
        var row = Assert.Single(import.Rows());
        Assert.Equal((6, 240.0), (row.Row, row.Record().Target!.Value.Value));
        Assert.Equal(600, row.Record().Inputs.Values[1].Number!.Value, 1e-9);
        Assert.Equal((4, 5), (import.Mapping.Layout.HeaderRow, import.Mapping.Layout.UnitRow));
        Assert.Contains(import.Notes, note => note.Contains("row 4", StringComparison.Ordinal));
    }

    [Fact]
    public void Header_WithoutAUnit_SaysWhatWasAssumed()
    {
        using var import = Reads.Open("composition,rupture life\nFeNi,10\n");
        Assert.Contains(import.Notes, note => note.Contains("no unit is stated; h was taken", StringComparison.Ordinal));
    }

    [Fact]
    public void Header_NameBesideASynonym_IsTheName() =>
        Assert.Equal(1, Reads.Rows("composition,Life (h),rupture life/h\nFe,1,2\n")[0].Record().Target!.Value.Value);

    [Theory]
    [InlineData("composition,断裂寿命/h,rupture life/h\nFe,1,2\n", "'断裂寿命/h' (column 2), 'rupture life/h' (column 3)")]
    [InlineData("composition,hardness\nFe,1\n", "No column is 'life_h'")]
    [InlineData("composition,life (MPa)\nFe,1\n", "MPa measures stress and h time")]
    [InlineData("x,y\n1,2\n", "No row looks like a header")]
    public void Header_ThatIsUnclear_AsksWithTheCandidates(string text, string question)
    {
        using var import = Reads.Open(text);
        Assert.Contains(import.Questions, asked => asked.Contains(question, StringComparison.Ordinal));
        Assert.Contains("not clear how to read", Assert.Throws<InputException>(import.Rows).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapping_ProposedCorrectedAndGivenAgain_ReadsTheTable()
    {
        const string Text = "composition,断裂寿命/h,rupture life/h,hardness\nFe,1,2,3\n";
        using var unsure = Reads.Open(Text);
        string json = unsure.Mapping.ToJson();
        Assert.True(SchemaCheck.Fits(Checkout.ReadText("node-config", "contracts", "mapping.schema.json"), json));
        string corrected = json.Replace("\"position\": 3", "\"position\": 3,\n      \"means\": \"life_h\"", StringComparison.Ordinal);
        Assert.Equal(2, Reads.Rows(Text, mapping: corrected)[0].Record().Target!.Value.Value);
    }

    [Fact]
    public void Mapping_OfATableThatIsClear_ReadsBackTheSame()
    {
        const string Text = "成分;试验温度 (K);断裂寿命\n;;h\nFeNi;873,15;1,5\n";
        using var first = Reads.Open(Text);
        string json = first.Mapping.ToJson();
        using var second = Reads.Open(Text, mapping: json);
        Assert.Equal(json, second.Mapping.ToJson());
        var record = second.Rows().Single().Record();
        Assert.Equal((600.0, 1.5), (Math.Round(record.Inputs.Values[1].Number!.Value, 9), record.Target!.Value.Value));
        Assert.Equal((DecimalSign.Comma, ';', "utf-8"), (first.Mapping.Layout.Decimal, first.Mapping.Layout.Delimiter, first.Mapping.Layout.Encoding));
    }

    [Fact]
    public void Mapping_FixedValueAndUnit_HoldForAllRows()
    {
        var rows = Reads.Rows("what,how long\nFe,2\nNi,3\n", mapping:
            """
            {"format":1,"contract":"creep","headerRow":1,"columns":[{"header":"what","means":"composition"},{"header":"how long","means":"life_h","unit":"d"},
            {"means":"test_temperature_C","value":"1112","unit":"°F"},{"means":"route","value":"Forged"}]}
            """);
        Assert.Equal([48.0, 72.0], rows.Select(row => row.Record().Target!.Value.Value));
        Assert.All(rows, row => Assert.Equal((600.0, "forged"), (Math.Round(row.Record().Inputs.Values[1].Number!.Value, 9), row.Record().Inputs.Values[3].Category)));
    }

    [Theory]
    [InlineData("{\"format\":1,\"contract\":\"other\"}", "the mapping is for the contract 'other'")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"encoding\":\"klingon\"}", "'klingon' is no encoding")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"decimal\":\";\"}", "';' is no decimal")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"colums\":[]}", "'colums' is no key")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"columns\":[{\"header\":\"lif\",\"means\":\"life_h\"}]}", "which the header does not have")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"columns\":[{\"header\":\"life_h\",\"means\":\"live_h\"}]}", "'live_h', which is no column of the contract")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"columns\":[{\"header\":\"life_h\",\"value\":\"3\"}]}", "there must be a column")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"columns\":[{\"header\":\"life_h\",\"unit\":\"moons\"}]}", "'moons' is no unit")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"unitRow\":9}", "there is no row 9 among the first 64")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"columns\":[{\"means\":\"test_temperature_C\",\"value\":\"3\",\"unit\":\"MPa\"}]}", "MPa measures stress and °C temperature")]
    [InlineData("{\"format\":1,\"contract\":\"creep\",\"headerRow\":0}", "'headerRow' is not a whole number from 1")]
    public void Mapping_ThatIsBad_NamesTheProblem(string mapping, string problem) =>
        Assert.Contains(problem, Tables.Refused(() => Reads.Rows("composition,life_h\nFe,1\n", mapping: mapping)).Problem, StringComparison.Ordinal);
}
