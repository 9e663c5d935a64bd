using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>
/// Records as JSON-LD 1.1 (W3C, 2020), in the terms of schema.org and PROV-O: each with its sample, its source data, its derived data and where it came
/// from, the parts that the rules for materials-genome data (T/CSTM 00120-2019) ask for.
/// </summary>
/// <param name="store">Where they are.</param>
/// <param name="contract">What their columns mean.</param>
public sealed class RecordExport(RecordStore store, DataContract contract)
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes records to a new file, for its owner alone.</summary>
    /// <param name="import">Of one import; null for all.</param>
    /// <param name="path">Is not there so far.</param>
    /// <param name="cancellation">Heeded at its beginning.</param>
    /// <returns>How many.</returns>
    /// <exception cref="InputException">The file is there, or cannot be made.</exception>
    public async Task<int> SaveAsync(int? import, string path, CancellationToken cancellation)
    {
        if (File.Exists(path))
            throw new InputException("this file is there already", "Give another name, or remove it.", path);
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part";
        try
        {
            int count;
            using (FileStream file = Create(temporary, path))
                count = await WriteAsync(import, int.MaxValue, file, cancellation).ConfigureAwait(false);
            File.Move(temporary, path);
            return count;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the first records as text.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WriteAsync(int? import, int most, TextWriter output, CancellationToken cancellation)
    {
        using MemoryStream bytes = new();
        int count = await WriteAsync(import, most, bytes, cancellation).ConfigureAwait(false);
        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(bytes.ToArray())).ConfigureAwait(false);
        return count;
    }

    /// <summary>Writes one record as text.</summary>
    public async Task WriteOneAsync(StoredRecord record, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(output);
        Dictionary<int, ImportRecord> imports = await ImportsAsync(cancellation).ConfigureAwait(false);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Form))
            Write(json, record, imports[record.Import]);
        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(bytes.ToArray())).ConfigureAwait(false);
    }

    private async Task<int> WriteAsync(int? import, int most, Stream output, CancellationToken cancellation)
    {
        Dictionary<int, ImportRecord> imports = await ImportsAsync(cancellation).ConfigureAwait(false);
        return await store.ReadAsync(import, records => WriteAll(records.Take(most), imports, output), cancellation).ConfigureAwait(false);
    }

    private async Task<Dictionary<int, ImportRecord>> ImportsAsync(CancellationToken cancellation) =>
        (await store.ImportsAsync(cancellation).ConfigureAwait(false)).ToDictionary(import => import.Number);

    private int WriteAll(IEnumerable<StoredRecord> records, Dictionary<int, ImportRecord> imports, Stream output)
    {
        const int BytesBetweenFlushes = 1 << 16;
        int count = 0;
        using Utf8JsonWriter json = new(output, Form);
        json.WriteStartObject();
        WriteHead(json);
        json.WriteStartArray("hasPart");
        foreach (StoredRecord record in records)
        {
            Write(json, record, imports[record.Import]);
            count++;
            if (json.BytesPending > BytesBetweenFlushes)
                json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return count;
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        json.WriteString("@vocab", "https://schema.org/");
        json.WriteString("prov", "http://www.w3.org/ns/prov#");
        json.WriteString("fedmat", "urn:fedmat:terms:");
        foreach (string data in new[] { "fedmat:sourceData", "fedmat:derivedData" })
        {
            json.WriteStartObject(data);
            json.WriteString("@type", "@json");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("@type", "Dataset");
        json.WriteString("name", contract.Name);
        json.WriteString("measurementTechnique", $"{contract.Target.Name} in {contract.Target.Unit}");
    }

    private static void Write(Utf8JsonWriter json, StoredRecord record, ImportRecord import)
    {
        json.WriteStartObject();
        json.WriteString("@id", $"urn:fedmat:record:{record.Id}");
        json.WriteString("@type", "Observation");
        json.WriteString("identifier", record.Id);
        json.WritePropertyName("fedmat:sourceData");
        json.WriteRawValue(record.Source);
        json.WritePropertyName("fedmat:derivedData");
        json.WriteRawValue(record.Derived);
        json.WriteStartObject("prov:wasDerivedFrom");
        json.WriteString("@id", $"urn:sha256:{import.Hash}");
        json.WriteString("@type", "prov:Entity");
        json.WriteString("name", import.File);
        if (import.Sheet.Length > 0)
            json.WriteString("fedmat:sheet", import.Sheet);
        json.WriteNumber("fedmat:row", record.Line);
        json.WriteEndObject();
        json.WriteStartObject("prov:wasGeneratedBy");
        json.WriteString("@id", $"urn:fedmat:import:{import.Number}");
        json.WriteString("@type", "prov:Activity");
        json.WriteString("prov:wasAssociatedWith", import.Who);
        json.WriteString("prov:endedAtTime", import.Taken);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static FileStream Create(string temporary, string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(temporary, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"this file cannot be made ({error.Message})", "Give a path in a folder that you may write to.", path, cause: error);
        }
    }
}
