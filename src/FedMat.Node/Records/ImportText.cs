using System.Globalization;
using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>What came of an import, for a person.</summary>
public static class ImportText
{
    /// <param name="result">What came of it.</param>
    /// <param name="file">As the person named it.</param>
    public static IEnumerable<string> Lines(ImportResult result, string file)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImportRecord import = result.Import;
        if (result.WasThere)
            return [Text($"{file}: these bytes are import {import.Number} already ({Count(import.Records, "record")}); nothing has changed")];
        string instead = result.Replaced is { } earlier ? Text($", in place of import {earlier}") : "";
        return
        [
            .. result.Notes.Select(note => $"- {note}"),
            .. result.Readings.Select(reading => Text($"- {Count(reading.Count, "cell")} of '{reading.Column}' read as {Words(reading.How)}")),
            Text($"import {import.Number}{instead}: {Count(import.Records, "record")} of {Count(import.Records + import.Rejected, "row")}"),
            .. result.RejectionFile is { } rejected ? new[] { Text($"{Count(import.Rejected, "row")} left out; {rejected} says why") } : [],
        ];
    }

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

    private static string Count(long number, string what) => Text($"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
