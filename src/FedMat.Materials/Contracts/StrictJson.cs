using System.Text.Json;

namespace FedMat.Materials;

/// <summary>Reads a JSON document that a person may have written: no unknown or repeated keys, at most 16 levels.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static T Read<T>(string json, string place, string source, Func<JsonNode, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), Strict);
            return read(new JsonNode(document.RootElement, place, source));
        }
        catch (JsonException cause)
        {
            int? line = cause.LineNumber is { } number ? (int)number + 1 : null;
            throw new InputException("this is no JSON, or a key is given twice", "Correct it at this place.", source, line, cause: cause);
        }
    }
}
