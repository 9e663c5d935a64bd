using System.Text;
using System.Text.Json;

namespace FedMat.Node;

/// <summary>Turns the bytes of a document into placed values.</summary>
internal sealed class PlacedJsonReader(byte[] json)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };
    private readonly int start = json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    public PlacedJson Read()
    {
        Utf8JsonReader reader = new(json.AsSpan(start), Options);
        reader.Read();
        PlacedJson value = Value(ref reader);
        // Whatever comes after the value is an error that the reader itself reports.
        reader.Read();
        return value;
    }

    private PlacedJson Value(ref Utf8JsonReader reader)
    {
        (int line, int column) = Place(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new PlacedJson(JsonValueKind.Object, line, column, default, [], Members(ref reader)),
            JsonTokenType.StartArray => new PlacedJson(JsonValueKind.Array, line, column, default, Items(ref reader), []),
            _ => Scalar(ref reader, line, column),
        };
    }

    private static PlacedJson Scalar(ref Utf8JsonReader reader, int line, int column)
    {
        JsonElement scalar = JsonElement.ParseValue(ref reader);
        return new PlacedJson(scalar.ValueKind, line, column, scalar, [], []);
    }

    private List<PlacedJson> Items(ref Utf8JsonReader reader)
    {
        List<PlacedJson> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value(ref reader));
        return items;
    }

    private List<PlacedMember> Members(ref Utf8JsonReader reader)
    {
        List<PlacedMember> members = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            (int line, int column) = Place(reader.TokenStartIndex);
            reader.Read();
            members.Add(new PlacedMember(key, line, column, Value(ref reader)));
        }

        return members;
    }

    private (int Line, int Column) Place(long index)
    {
        ReadOnlySpan<byte> before = json.AsSpan(start, checked((int)index));
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (1 + before.Count((byte)'\n'), 1 + Encoding.UTF8.GetCharCount(before[lineStart..]));
    }
}
