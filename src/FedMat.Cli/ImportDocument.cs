using FedMat.Node;
using FedMat.Storage.Records;

namespace FedMat.Cli;

/// <summary>What came of imports, as JSON documents show it.</summary>
internal static class ImportDocument
{
    public static object Of(ImportResult result) => new
    {
        import = Of(result.Import),
        result.WasThere,
        result.Replaced,
        result.RejectionFile,
        result.Notes,
        readings = result.Readings.Select(reading => new { reading.Column, how = reading.How.ToString(), reading.Count }),
    };

    public static object Of(ImportRecord import) => new
    {
        import.Number,
        import.File,
        sha256 = import.Hash.ToString(),
        import.Sheet,
        import.Records,
        import.Rejected,
        import.Taken,
        import.Who,
    };
}
