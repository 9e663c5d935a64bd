using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FedMat.Materials;

/// <summary>
/// A sample as JSON, by the names of its contract's columns and in the contract's units: how a node keeps it and how it is exported. Numbers are written
/// with the shortest digits that read back as the same, so that what is read is what was written, to the last bit.
/// </summary>
public sealed class SampleJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DataContract contract;
    private readonly ArrayBufferWriter<byte> bytes = new();

    public SampleJson(DataContract contract) => this.contract = contract ?? throw new ArgumentNullException(nameof(contract));

    /// <param name="sample">Of this contract.</param>
    public string Write(SampleRecord sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        bytes.ResetWrittenCount();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("inputs");
            for (int i = 0; i < contract.Inputs.Count; i++)
                WriteInput(json, contract.Inputs[i].Name, sample.Inputs.Values[i]);
            json.WriteEndObject();
            if (sample.Target is { } target)
                WriteTarget(json, target);
            WriteAuxiliary(json, sample.Auxiliary);
            if (sample.Outcome is { } outcome)
                json.WriteString("outcome", Word(outcome));
            if (sample.Fidelity is { } fidelity)
                WriteFidelity(json, fidelity);
            if (sample.Weight != 1)
                json.WriteNumber("weight", sample.Weight);
            WriteTexts(json, "groups", contract.Groups, sample.Groups);
            WriteTexts(json, "kept", contract.Kept, sample.Kept);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write"/> wrote under the same contract.</summary>
    /// <param name="json">The text.</param>
    /// <param name="row">Where the sample came from.</param>
    /// <exception cref="JsonException">It was written otherwise, or under another contract.</exception>
    public SampleRecord Read(string json, int row)
    {
        ArgumentNullException.ThrowIfNull(json);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement sample = document.RootElement;
        JsonElement inputs = sample.GetProperty("inputs");
        Measurement? target = sample.TryGetProperty("target", out JsonElement measured) ? ReadTarget(measured) : null;
        Outcome? outcome = sample.TryGetProperty("outcome", out JsonElement became) ? Enum.Parse<Outcome>(became.GetString()!, ignoreCase: true) : null;
        Fidelity? fidelity = sample.TryGetProperty("fidelity", out JsonElement found)
            ? new Fidelity(found.GetProperty("kind").GetString() == "calculation", Text(found, "method"))
            : null;
        double weight = sample.TryGetProperty("weight", out JsonElement counted) ? counted.GetDouble() : 1;
        return new SampleRecord(
            row, new Record([.. contract.Inputs.Select(input => ReadInput(input, inputs))]), target, outcome, fidelity, weight,
            ReadTexts(sample, "groups", contract.Groups), ReadTexts(sample, "kept", contract.Kept))
        {
            Auxiliary = ReadAuxiliary(sample),
        };
    }

    private static void WriteInput(Utf8JsonWriter json, string name, RecordValue value)
    {
        if (value.Composition is { } composition)
            json.WriteString(name, composition.ToString());
        else if (value.Category is { } category)
            json.WriteString(name, category);
        else if (value.Number is { } number)
            json.WriteNumber(name, number);
    }

    private static RecordValue ReadInput(InputColumn input, JsonElement inputs)
    {
        if (!inputs.TryGetProperty(input.Name, out JsonElement value))
            return input.Optional ? RecordValue.Missing : throw new JsonException($"there is no '{input.Name}'");
        return input.Kind switch
        {
            ColumnKind.Composition => RecordValue.Of(
                Composition.TryParse(value.GetString(), out Composition? composition, out string? problem) ? composition : throw new JsonException(problem)),
            ColumnKind.Number => RecordValue.Of(value.GetDouble()),
            _ => RecordValue.OfCategory(value.GetString()!),
        };
    }

    private static void WriteTarget(Utf8JsonWriter json, Measurement target)
    {
        json.WriteStartObject("target");
        json.WriteNumber("value", target.Value);
        if (target.Uncertainty is { } uncertainty)
            json.WriteNumber("uncertainty", uncertainty);
        if (target.Censoring != Censoring.None)
            json.WriteString("true", Word(target.Censoring));
        json.WriteEndObject();
    }

    private static Measurement ReadTarget(JsonElement target) => new(
        target.GetProperty("value").GetDouble(),
        target.TryGetProperty("uncertainty", out JsonElement uncertainty) ? uncertainty.GetDouble() : null,
        Text(target, "true") is { } side ? Enum.Parse<Censoring>(side, ignoreCase: true) : Censoring.None);

    private void WriteAuxiliary(Utf8JsonWriter json, IReadOnlyList<double?> values)
    {
        if (!values.Any(value => value is not null))
            return;
        json.WriteStartObject("auxiliary");
        for (int i = 0; i < contract.Auxiliary.Count; i++)
        {
            if (values[i] is { } value)
                json.WriteNumber(contract.Auxiliary[i].Name, value);
        }

        json.WriteEndObject();
    }

    private double?[] ReadAuxiliary(JsonElement sample)
    {
        double?[] values = new double?[contract.Auxiliary.Count];
        if (values.Length == 0 || !sample.TryGetProperty("auxiliary", out JsonElement measured))
            return values;
        for (int i = 0; i < values.Length; i++)
            values[i] = measured.TryGetProperty(contract.Auxiliary[i].Name, out JsonElement value) ? value.GetDouble() : null;
        return values;
    }

    private static void WriteFidelity(Utf8JsonWriter json, Fidelity fidelity)
    {
        json.WriteStartObject("fidelity");
        json.WriteString("kind", fidelity.Calculated ? "calculation" : "experiment");
        if (fidelity.Method is { } method)
            json.WriteString("method", method);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<SideColumn> columns, IReadOnlyList<string?> texts)
    {
        if (!texts.Any(text => text is not null))
            return;
        json.WriteStartObject(name);
        for (int i = 0; i < columns.Count; i++)
        {
            if (texts[i] is { } text)
                json.WriteString(columns[i].Name, text);
        }

        json.WriteEndObject();
    }

    private static string?[] ReadTexts(JsonElement sample, string name, IReadOnlyList<SideColumn> columns) =>
        sample.TryGetProperty(name, out JsonElement texts) ? [.. columns.Select(column => Text(texts, column.Name))] : new string?[columns.Count];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
