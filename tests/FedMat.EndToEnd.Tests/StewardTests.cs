using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedMat.EndToEnd.Tests;

/// <summary>What a lab's data steward types, from a table to a node that is ready for a study and takes part in one.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class StewardTests(KeptDemo kept) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedTheory]
    [InlineData("alloy_yield_papers", 1067)]
    [InlineData("alloy_yield_families", 1067)]
    [InlineData("band_gap_anions", 4604)]
    [InlineData("concrete_strength_families", 1030)]
    [InlineData("perovskite_formation_energy", 4016)]
    [InlineData("steel_yield_families", 312)]
    public async Task RawTable_BecomesRecordsThatAreReadyForAStudy(string name, int rows)
    {
        string config = Settings(Path.Combine(Checkout.Root, "node-config", "contracts", $"{name}.json"));
        File.Copy(Checkout.Shared($"{name}.csv")!, folder["table.csv"]);

        Finished import = (await RunAsync("import", folder["table.csv"], "--config", config)).Expect(0);
        Assert.Contains($"import 1: {rows} records of {rows} rows", import.Output);
        Finished again = (await RunAsync("import", folder["table.csv"], "--config", config)).Expect(0);
        Assert.Contains("nothing has changed", again.Output);
        JsonElement check = JsonDocument.Parse((await RunAsync("check", "--config", config, "--json")).Expect(0).Output).RootElement;
        Assert.NotEqual("notReady", check.GetProperty("verdict").GetString());
    }

    /// <summary>A table as labs write them: old encoding, semicolons, decimal commas, a title above, units below the header, remarks in cells.</summary>
    [Fact]
    public async Task MessyTable_IsReadOnceItsMappingIsCorrected()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string config = Settings(folder.Write("contract.json", """
            {
              "format": 2, "name": "strength",
              "inputs": [
                { "name": "alloy", "kind": "composition", "synonyms": ["合金"] },
                { "name": "temperature_C", "kind": "number", "unit": "°C", "synonyms": ["温度"] }
              ],
              "target": { "name": "yield_MPa", "unit": "MPa", "minimum": 0, "maximum": 3000, "synonyms": ["屈服强度"] },
              "descriptors": "elemental/1"
            }
            """));
        string table = folder["力学.csv"];
        const string Rows = "Fe70Cr18Ni12;298,15;0,42±0,015\nAl0.25CoFeNi;RT;0,35-0,38\nFe-9Cr-1Mo wt%;873;n/a\nXq2;873;0,2\n";
        await File.WriteAllTextAsync(table, "力学试验;;\n合金;T;屈服强度\n;K;GPa\n" + Rows, Encoding.GetEncoding("GB18030"));

        Finished unclear = (await RunAsync("import", table, "--config", config)).Expect(2);
        Assert.Contains("--map", unclear.Errors);
        JsonObject mapping = JsonNode.Parse(await File.ReadAllTextAsync($"{table}.mapping.json"))!.AsObject();
        JsonObject column = mapping["columns"]!.AsArray().Select(node => node!.AsObject()).Single(node => (string?)node["header"] == "T");
        column["means"] = "temperature_C";
        column["unit"] = "K";
        await File.WriteAllTextAsync(folder["map.json"], mapping.ToJsonString());

        Finished import = (await RunAsync("import", table, "--config", config, "--map", folder["map.json"])).Expect(0);

        Assert.Contains("import 1: 2 records of 4 rows", import.Output);
        string rejected = await File.ReadAllTextAsync($"{table}.rejected.csv");
        Assert.Contains("6,屈服强度,n/a,", rejected);
        Assert.Contains("7,合金,Xq2,", rejected);
        string shown = (await RunAsync("data", "show", "--config", config)).Expect(0).Output;
        Assert.Contains("""{"inputs":{"alloy":"Cr18Fe70Ni12","temperature_C":25},"target":{"value":420,"uncertainty":15}}""", shown);
        (await RunAsync("data", "delete", "--import", "1", "--config", config)).Expect(0);
        (await RunAsync("check", "--config", config)).Expect(2);
    }

    [Fact]
    public async Task Node_OnImportedRecords_TakesPartInAStudy()
    {
        await using HandStarted consortium = new(kept);
        foreach (string name in consortium.NodeNames)
        {
            string config = consortium.NodeConfig(name);
            HandStarted.Set(config, "dataFile", null);
            (await RunAsync("import", Path.Combine(Path.GetDirectoryName(config)!, "data.csv"), "--config", config)).Expect(0);
        }

        await consortium.StartAsync();
        await using Running watch = consortium.Watch(await consortium.ProposeAsync(rounds: 2));

        Assert.Equal(0, await watch.ExitAsync(Running.Later));
        Assert.Contains("completed: release", watch.Output);
    }

    [Fact]
    public async Task Table_ThatAppearsInTheImportFolder_IsImportedByTheRunningNode()
    {
        await using HandStarted consortium = new(kept);
        string name = consortium.NodeNames[0];
        string config = consortium.NodeConfig(name);
        string tables = folder.New("tables");
        HandStarted.Set(config, "dataFile", null);
        HandStarted.Set(config, "importFolder", tables);
        Running node = consortium.StartNode(name);
        await node.LineAsync("0 rows");

        File.Copy(Path.Combine(Path.GetDirectoryName(config)!, "data.csv"), Path.Combine(tables, "data.csv"));

        await node.LineAsync("Imported 'data.csv' as import 1");
        Assert.Equal(0, await node.TerminateAsync());
        Assert.Contains("import 1:", await File.ReadAllTextAsync(Path.Combine(tables, "data.csv.report.txt")));
    }

    private Task<Finished> RunAsync(params string[] arguments) => Running.ToEndAsync(folder.Path, ["node", .. arguments]);

    /// <summary>Of a node that has not joined a consortium so far.</summary>
    private string Settings(string contract) => folder.Write("node.json", new JsonObject
    {
        ["name"] = "North",
        ["folder"] = "state",
        ["coordinator"] = "https://127.0.0.1:1",
        ["rosterFile"] = "roster.json",
        ["root"] = Convert.ToBase64String(new byte[32]),
        ["keyFile"] = "identity.key",
        ["tlsFile"] = "tls.pem",
        ["contractFile"] = contract,
    }.ToJsonString());
}
