using System.Globalization;
using System.Text;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Storage.Records;

namespace FedMat.Cli;

/// <summary>What came of an import, for a person and as a document.</summary>
internal static class ImportText
{
    public static string Of(ImportResult result, string path, string config)
    {
        StringBuilder text = new();
        ImportRecord import = result.Import;
        if (result.WasThere)
        {
            Line(text, $"{path}: these bytes are import {import.Number} already ({import.Records} records); nothing has changed");
            return text.ToString();
        }

        foreach (string note in result.Notes)
            Line(text, $"- {note}");
        foreach (ReadingCount reading in result.Readings)
            Line(text, $"- {reading.Count} cells of '{reading.Column}' were read as {Words(reading.How)}");
        string instead = result.Replaced is { } earlier ? $", in place of import {earlier}" : "";
        Line(text, $"import {import.Number}{instead}: {import.Records} records of {import.Records + import.Rejected} rows");
        if (result.RejectionFile is { } rejected)
            Line(text, $"{import.Rejected} rows were left out; {rejected} says why. Correct them in the file and import it with --replace.");
        Line(text, $"Next: fedmat node check --config {Shell.Quote(config)}");
        Line(text, $"To undo: fedmat node data delete --import {import.Number} --config {Shell.Quote(config)}");
        return text.ToString();
    }

    public static object Document(ImportResult result) => new
    {
        import = Document(result.Import),
        result.WasThere,
        result.Replaced,
        result.RejectionFile,
        result.Notes,
        readings = result.Readings.Select(reading => new { reading.Column, how = reading.How.ToString(), reading.Count }),
    };

    public static object Document(ImportRecord import) => new
    {
        import.Number,
        import.File,
        sha256 = import.Hash.ToString(),
        import.Records,
        import.Rejected,
        import.Taken,
        import.Who,
    };

    private static string Words(Reading how) => how switch
    {
        Reading.PlusMinus => "a value with its standard deviation",
        Reading.Range => "the middle of a range",
        Reading.LowerBound => "a lower bound",
        Reading.UpperBound => "an upper bound",
        Reading.BelowDetection => "half of a limit of detection",
        Reading.Trace => "traces, which count as 0",
        Reading.Approximate => "an approximate value",
        Reading.RoomTemperature => "room temperature, 23 °C",
        Reading.Missing => "no value",
        _ => "a plain number",
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
