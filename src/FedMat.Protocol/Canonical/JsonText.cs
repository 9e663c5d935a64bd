using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedMat.Protocol;

/// <summary>A JSON object without white space, kept as the text that was signed. Its meaning belongs to another room.</summary>
[JsonConverter(typeof(Converter))]
public sealed record JsonText
{
    private JsonText(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static JsonText Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, CanonicalJson.Reading);
        return From(document.RootElement);
    }

    public override string ToString() => Text;

    private static JsonText From(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException($"a JSON object belongs here, not {element.ValueKind}");
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, CanonicalJson.Writing))
            element.WriteTo(writer);
        return new JsonText(Encoding.UTF8.GetString(stream.GetBuffer(), 0, checked((int)stream.Length)));
    }

    private sealed class Converter : JsonConverter<JsonText>
    {
        public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return From(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text);
    }
}
