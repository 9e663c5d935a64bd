using System.Text.Json;

namespace FedMat.Materials;

/// <summary>One JSON object of a contract or a mapping, with its place for messages.</summary>
internal sealed class JsonNode
{
    private readonly JsonElement element;
    private readonly string place;

    public JsonNode(JsonElement element, string place, string source)
    {
        this.element = element;
        this.place = place;
        Source = source;
        if (element.ValueKind != JsonValueKind.Object) throw Error("an object { } is missing", "Write one; the schema says what belongs in it.");
    }

    /// <summary>The file as the user named it.</summary>
    public string Source { get; }

    public InputException Error(string problem, string remedy) => new($"in {place}, {problem}", remedy, Source);

    public void AllowOnly(params IReadOnlyList<string> keys)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name, StringComparer.Ordinal))
            {
                throw Error(
                    $"'{property.Name}' is no key that is known",
                    $"Known here: {string.Join(", ", keys)}.{Spelling.Hint(property.Name, keys)}");
            }
        }
    }

    public JsonNode Child(string key) => new(Get(key), $"'{key}'", Source);

    public IEnumerable<JsonNode> Items(string key) =>
        Array(key).Select((item, index) => new JsonNode(item, $"'{key}' number {index + 1}", Source));

    public JsonNode? OptionalChild(string key) => Has(key) ? Child(key) : null;

    public IEnumerable<JsonNode> OptionalItems(string key) => Has(key) ? Items(key) : [];

    public string Text(string key) => AsText(key, Get(key));

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public IEnumerable<string> Texts(string key) => Array(key).Select(item => AsText(key, item));

    public IEnumerable<string> OptionalTexts(string key) => Has(key) ? Texts(key) : [];

    /// <summary>A text that must be one of a few.</summary>
    public string Choice(string key, params IReadOnlyList<string> choices)
    {
        string text = Text(key);
        return choices.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Error($"'{text}' is no {key} that is known", $"Use {string.Join(", ", choices)}.{Spelling.Hint(text, choices)}");
    }

    /// <summary>An object of texts, sorted by key; empty where there is none.</summary>
    public KeyValuePair<string, string>[] OptionalTextPairs(string key)
    {
        if (!Has(key)) return [];
        var value = Get(key);
        if (value.ValueKind != JsonValueKind.Object) throw Error($"'{key}' is not an object of texts", "Write { \"text\": \"meaning\" }.");
        return [.. value.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, AsText(pair.Name, pair.Value)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    public double Number(string key)
    {
        var value = Get(key);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Error($"'{key}' is not a number", "Write a number without quotes.");
    }

    public double? OptionalNumber(string key) => Has(key) ? Number(key) : null;

    public bool Flag(string key) => Has(key) && Get(key).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error($"'{key}' is neither true nor false", "Write true or false without quotes."),
    };

    public int? OptionalWhole(string key)
    {
        if (OptionalNumber(key) is not { } number) return null;
        return number is >= 1 and <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : throw Error($"'{key}' is not a whole number from 1", "Rows and columns are counted from 1.");
    }

    public bool Has(string key) => element.TryGetProperty(key, out _);

    private JsonElement Get(string key) =>
        element.TryGetProperty(key, out var value)
            ? value
            : throw Error($"the key '{key}' is missing", "Add it; the schema says what belongs here.");

    private JsonElement[] Array(string key)
    {
        var value = Get(key);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : throw Error($"'{key}' is not a list", "Write a list [ ].");
    }

    private string AsText(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Error($"'{key}' is not a text", "Write a text in double quotes.");
}
