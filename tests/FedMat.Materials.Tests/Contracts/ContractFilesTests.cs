namespace FedMat.Materials.Tests;

/// <summary>The contracts of node-config fit the schema and the tables that they are for.</summary>
public sealed class ContractFilesTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "node-config", "contracts");
    private static readonly string Schema = Checkout.ReadText("node-config", "contracts", "contract.schema.json");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Contract_OfNodeConfig_FitsTheSchemaAndReadsBack(string file)
    {
        string json = Checkout.ReadText("node-config", "contracts", file);
        Assert.True(SchemaCheck.Fits(Schema, json));
        var contract = DataContract.Parse(json, file);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), contract.Name);
        Assert.Equal(contract, DataContract.Parse(contract.ToJson(), file));
        Assert.True(SchemaCheck.Fits(Schema, contract.ToJson()));
    }

    [SharedDataTheory]
    [InlineData("alloy_yield_families", 1067)]
    [InlineData("alloy_yield_papers", 1067)]
    [InlineData("band_gap_anions", 4604)]
    [InlineData("concrete_strength_families", 1030)]
    [InlineData("perovskite_formation_energy", 4016)]
    [InlineData("steel_yield_families", 312)]
    public void Contract_OfASharedTable_FitsEveryRow(string name, int rows)
    {
        var contract = DataContract.Parse(Checkout.ReadText("node-config", "contracts", name + ".json"), name);
        var table = Checkout.ReadTable("..", "shared", "data", name + ".csv");
        Assert.Equal(rows, Dataset.Build(table, contract).Rows);
        string[] named = [.. contract.Inputs.Select(input => input.Name), contract.Target.Name, .. contract.Groups.Concat(contract.Kept).Select(column => column.Name)];
        Assert.Equal(table.Columns.Order(), named.Order());
    }

    [Theory]
    [InlineData("\"format\":2", "\"format\":3")]
    [InlineData("\"unit\":\"wt%\"", "\"unit\":\"kg\"")]
    [InlineData("\"condition\":\"standard\"", "\"condition\":\"norm\"")]
    [InlineData("\"censoring\":[\"above\"]", "\"censoring\":[\"beside\"]")]
    [InlineData("\"typical\":10", "\"typical\":0")]
    [InlineData("\"known\":\"after\"", "\"known\":\"later\"")]
    [InlineData("\"kind\":\"calculation\"", "\"kind\":\"guess\"")]
    [InlineData("\"balance\":\"Fe\"", "\"balance\":\"iron\"")]
    [InlineData("\"step\":\"anneal\"", "\"steps\":\"anneal\"")]
    public void SchemaAndProgram_OnABadContract_BothRefuse(string part, string change)
    {
        Assert.True(SchemaCheck.Fits(Schema, FullContract.Json));
        string bad = FullContract.Json.Replace(part, change, StringComparison.Ordinal);
        Assert.NotEqual(FullContract.Json, bad);
        Assert.False(SchemaCheck.Fits(Schema, bad));
        Tables.Refused(() => DataContract.Parse(bad, "c.json"));
    }
}
