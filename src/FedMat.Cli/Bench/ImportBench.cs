using System.Diagnostics;
using System.Globalization;
using FedMat.Cli.Local;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Storage.Records;

namespace FedMat.Cli.Bench;

/// <summary>
/// Measures an import as `fedmat node import` does it: a CSV file of alloys with a formula, a temperature, two categories, a group and a strength is read,
/// checked and stored in one transaction. One row in a hundred is bad and is reported beside the file.
/// </summary>
internal static class ImportBench
{
    private const int OneBadRowIn = 100;
    private const double Mega = 1e6;
    private static readonly string[] Routes = ["cast", "forged", "rolled"];

    private const string Contract = """
        {
          "format": 2, "name": "bench",
          "inputs": [
            { "name": "composition", "kind": "composition" },
            { "name": "test_temperature_C", "kind": "number", "unit": "°C", "minimum": -273.15, "maximum": 2000 },
            { "name": "route", "kind": "category", "categories": ["cast", "forged", "rolled"] },
            { "name": "test", "kind": "category", "categories": ["compression", "tension"] }
          ],
          "target": { "name": "yield_strength_MPa", "unit": "MPa", "minimum": 0, "maximum": 5000 },
          "groups": [{ "column": "heat" }],
          "descriptors": "elemental/1"
        }
        """;

    /// <exception cref="InvalidDataException">Not every good row became a record.</exception>
    public static async Task<ImportFigures> RunAsync(int rows, CancellationToken cancellation)
    {
        using LocalFolder folder = LocalFolder.Create(keep: null);
        string file = Path.Combine(folder.Path, "bench.csv");
        await WriteAsync(file, rows, cancellation).ConfigureAwait(false);
        using RecordStore store = RecordStore.Open(Path.Combine(folder.Path, "state"), TimeProvider.System);
        RecordImport import = new(store, DataContract.Parse(Contract, "the bench's contract"));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        PeakMemory memory = new([Environment.ProcessId]);
        Task watching = memory.WatchAsync(stop.Token);
        long start = Stopwatch.GetTimestamp();
        ImportResult result = await Task.Run(() => import.RunAsync(file, null, replace: false, _ => { }, cancellation), cancellation).ConfigureAwait(false);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        await stop.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int bad = rows / OneBadRowIn;
        return (result.Import.Records, result.Import.Rejected) == (rows - bad, bad)
            ? new ImportFigures(rows, Math.Round(took.TotalSeconds, 3), Math.Round(memory.Peaks[0] / Mega, 1))
            : throw new InvalidDataException($"{result.Import.Records} records and {result.Import.Rejected} rejected rows came of {rows} rows with {bad} bad ones");
    }

    private static async Task WriteAsync(string file, int rows, CancellationToken cancellation)
    {
        using StreamWriter text = new(file);
        await text.WriteLineAsync("composition,test_temperature_C,route,test,heat,yield_strength_MPa").ConfigureAwait(false);
        for (int row = 1; row <= rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            string strength = row % OneBadRowIn == 0 ? "not measured" : ((row * 17L % 20_000) / 10.0).ToString(CultureInfo.InvariantCulture);
            await text.WriteLineAsync(FormattableString.Invariant(
                $"{DescriptorBench.Row(row)},{20 + (row % 900)},{Routes[row % 3]},{(row % 2 == 0 ? "tension" : "compression")},H{row / 40},{strength}")).ConfigureAwait(false);
        }
    }
}
