using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// How a document that people may read becomes bytes that can be signed: UTF-8 JSON, keys in the order of the type, no white
/// space, shortest round-trip numbers. Reading is strict: an unknown or repeated key and a missing one are errors.
/// </summary>
public static class CanonicalJson
{
    internal static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    internal static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 32,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new TextConverter<Digest>(Digest.TryParse),
            new TextConverter<VerifyingKey>(VerifyingKey.TryParse),
            new TextConverter<TlsPin>(TlsPin.TryParse),
            new TextConverter<MemberId>(MemberId.TryParse),
            new TextConverter<StudyId>(StudyId.TryParse),
            new TextConverter<ConsortiumId>(ConsortiumId.TryParse),
        },
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>The same document laid out for a person's eyes. Reading and writing it again gives the canonical bytes.</summary>
    public static byte[] WriteIndented<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Indented);

    /// <exception cref="FormatException">The bytes are not such a document; the message names the key or the place.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException("the document is empty");
        }
        catch (JsonException error)
        {
            throw new FormatException(Explain(error), error);
        }
    }

    private static string Explain(JsonException error)
    {
        string place = error.LineNumber is { } line ? $"line {line + 1}, column {(error.BytePositionInLine ?? 0) + 1}: " : "";
        string message = error.Message;
        int path = message.IndexOf(" Path: ", StringComparison.Ordinal);
        string key = error.Path is { Length: > 2 } named ? $"'{named[2..]}': " : "";
        return place + key + (path > 0 ? message[..path] : message);
    }

    private delegate bool TryParse<T>(string? text, out T value);

    private sealed class TextConverter<T>(TryParse<T> parse) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && parse(reader.GetString(), out T value)
                ? value
                : throw new JsonException($"this is no {typeof(T).Name}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
