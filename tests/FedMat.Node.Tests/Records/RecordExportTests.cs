using System.Text.Json;
using FedMat.Materials;

namespace FedMat.Node.Tests;

public sealed class RecordExportTests : IDisposable
{
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Export_HasSourceDerivedDataAndProvenanceOfEachRecord()
    {
        ImportResult import = await folder.ImportAsync("gaps.csv", "formula,band_gap_eV\nNaCl,8.5\nZnO,3.3\n");

        Assert.Equal(2, await new RecordExport(folder.Store, folder.Contract).SaveAsync(null, folder["out.jsonld"], CancellationToken.None));

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(folder["out.jsonld"]));
        JsonElement record = document.RootElement.GetProperty("hasPart")[1];
        Assert.Equal($"urn:fedmat:record:{import.Import.Hash.ToString()[..24]}-3", record.GetProperty("@id").GetString());
        Assert.Equal("3.3", record.GetProperty("fedmat:sourceData").GetProperty("band_gap_eV").GetString());
        Assert.Equal(3.3, record.GetProperty("fedmat:derivedData").GetProperty("target").GetProperty("value").GetDouble());
        JsonElement origin = record.GetProperty("prov:wasDerivedFrom");
        Assert.Equal(($"urn:sha256:{import.Import.Hash}", "gaps.csv", 3), (origin.GetProperty("@id").GetString(), origin.GetProperty("name").GetString(), origin.GetProperty("fedmat:row").GetInt32()));
        Assert.Equal(Environment.UserName, record.GetProperty("prov:wasGeneratedBy").GetProperty("prov:wasAssociatedWith").GetString());
    }

    [Fact]
    public async Task Export_OntoAFileThatIsThere_LeavesIt()
    {
        await folder.ImportAsync("gaps.csv", "formula,band_gap_eV\nNaCl,8.5\n");

        await Assert.ThrowsAsync<InputException>(() => new RecordExport(folder.Store, folder.Contract).SaveAsync(null, folder["gaps.csv"], CancellationToken.None));

        Assert.Contains("NaCl", File.ReadAllText(folder["gaps.csv"]), StringComparison.Ordinal);
    }
}
