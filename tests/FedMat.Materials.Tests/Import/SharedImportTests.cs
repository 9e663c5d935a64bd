namespace FedMat.Materials.Tests;

/// <summary>The real tables import whole, each with its contract and nothing else said.</summary>
public sealed class SharedImportTests
{
    [SharedDataTheory]
    [InlineData("alloy_yield_families", 1067)]
    [InlineData("alloy_yield_papers", 1067)]
    [InlineData("band_gap_anions", 4604)]
    [InlineData("concrete_strength_families", 1030)]
    [InlineData("perovskite_formation_energy", 4016)]
    [InlineData("steel_yield_families", 312)]
    public void Rows_OfASharedTable_AreTheRecordsOfTheTable(string name, int rows)
    {
        var contract = DataContract.Parse(Checkout.ReadText("node-config", "contracts", name + ".json"), name);
        using var stream = File.OpenRead(Path.Combine(Checkout.SharedData, name + ".csv"));
        using var import = TableImport.Open(stream, name, contract);
        var records = import.Rows().Select(row => row.Record()).ToArray();
        Assert.Equal(rows, records.Length);
        var table = Checkout.ReadTable("..", "shared", "data", name + ".csv");
        var reader = new RecordReader(contract);
        Assert.All(records.Zip(table.Rows), pair =>
        {
            var labelled = reader.ReadLabelled(pair.Second);
            Assert.Equal(labelled.Line, pair.First.Row);
            Assert.Equal(labelled.Target, pair.First.Target!.Value.Value);
            Assert.Equal(labelled.Record.Values, pair.First.Inputs.Values);
        });
        Assert.DoesNotContain(import.Readings, reading => reading.How != Reading.Missing);
    }
}
