using System.Text.Json;

namespace FedMat.Materials;

/// <summary>One JSON object of a contract, with its place for messages.</summary>
internal sealed class ContractNode
{
    private readonly JsonElement element;
    private readonly string place;
    private readonly string source;

    public ContractNode(JsonElement element, string place, string source)
    {
        this.element = element;
        this.place = place;
        this.source = source;
        if (element.ValueKind != JsonValueKind.Object) throw Error("an object { } is missing", "See contract.schema.json.");
    }

    public InputException Error(string problem, string remedy) => new($"in {place}, {problem}", remedy, source);

    public void AllowOnly(params string[] keys)
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

    public ContractNode Child(string key) => new(Get(key), $"'{key}'", source);

    public IEnumerable<ContractNode> Items(string key) =>
        Array(key).Select((item, index) => new ContractNode(item, $"'{key}' number {index + 1}", source));

    public string Text(string key) => AsText(key, Get(key));

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public IEnumerable<string> Texts(string key) => Array(key).Select(item => AsText(key, item));

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

    private bool Has(string key) => element.TryGetProperty(key, out _);

    private JsonElement Get(string key) =>
        element.TryGetProperty(key, out var value)
            ? value
            : throw Error($"the key '{key}' is missing", "Add it; see contract.schema.json.");

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
