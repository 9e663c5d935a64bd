using System.Text;
using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node.Tests;

/// <summary>A folder with a lab's files and a node's records, under one contract.</summary>
internal sealed class ImportFolder : IDisposable
{
    public const string ContractText = """
        {
          "format": 2, "name": "gaps",
          "inputs": [
            { "name": "formula", "kind": "composition" },
            { "name": "temperature_C", "kind": "number", "unit": "°C", "optional": true },
            { "name": "route", "kind": "category", "categories": ["cast", "rolled"], "optional": true }
          ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 20, "censoring": ["above"] },
          "groups": [{ "column": "paper" }], "kept": [{ "column": "split" }],
          "descriptors": "elemental/1"
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-");

    public ImportFolder() => Store = RecordStore.Open(State, TimeProvider.System);

    public DataContract Contract { get; } = DataContract.Parse(ContractText, "contract.json");

    public RecordStore Store { get; }

    public string State => this["state"];

    public string this[string file] => Path.Combine(folder.FullName, file);

    public string[] Files => [.. folder.GetFiles().Select(file => file.Name).Order()];

    public Task<ImportResult> ImportAsync(string file, string text, TableMapping? mapping = null, bool replace = false)
    {
        File.WriteAllText(this[file], text);
        return new RecordImport(Store, Contract).RunAsync(this[file], mapping, replace, _ => { }, CancellationToken.None);
    }

    public Task<StoredRecord[]> RecordsAsync() => Store.ReadAsync(null, records => records.ToArray(), CancellationToken.None);

    public string Rejections(string file) => File.ReadAllText($"{this[file]}.rejected.csv", Encoding.UTF8);

    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
