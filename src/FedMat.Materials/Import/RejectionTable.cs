using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FedMat.Materials;

/// <summary>Writes rejections as CSV, one line each, for a file beside the input. Values that a spreadsheet would run as formulas are made texts.</summary>
public sealed class RejectionTable : IDisposable
{
    private readonly CsvWriter csv;

    /// <param name="writer">Takes the text; the caller disposes of it.</param>
    public RejectionTable(TextWriter writer)
    {
        csv = new(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.Escape }, leaveOpen: true);
        Write("row", "column", "value", "reason");
    }

    public void Write(Rejection rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        Write(rejection.Row.ToString(CultureInfo.InvariantCulture), rejection.Column ?? "", rejection.Value, rejection.Reason);
    }

    public void Dispose() => csv.Dispose();

    private void Write(params ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }
}
