using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FedMat.Node;

/// <summary>The cells of a row as they were written, as JSON by their headers; empty ones are left out.</summary>
internal sealed class SourceJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly string[] names;

    /// <param name="headers">Of the columns in their order; empty where a column has none.</param>
    public SourceJson(IReadOnlyList<string> headers)
    {
        HashSet<string> taken = [];
        names = [.. headers.Select((header, i) => header.Length > 0 && taken.Add(header) ? header : $"{header} (column {i + 1})".TrimStart())];
    }

    public string Write(IReadOnlyList<string> cells)
    {
        bytes.ResetWrittenCount();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            for (int i = 0; i < cells.Count; i++)
            {
                if (cells[i].Length > 0)
                    json.WriteString(i < names.Length ? names[i] : $"(column {i + 1})", cells[i]);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
