using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FedMat.Materials.Tests;

/// <summary>
/// Checks a document against a JSON schema, as far as the schemas of node-config use the language (draft 2020-12, validation vocabulary);
/// a keyword that is not handled is an error, so that nothing passes unchecked.
/// </summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public static bool Fits(string schema, string document)
    {
        using var rules = JsonDocument.Parse(schema);
        using var given = JsonDocument.Parse(document);
        return new SchemaCheck(rules.RootElement).Fits(rules.RootElement, given.RootElement);
    }

    private bool Fits(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(rule => Fits(schema, rule.Name, rule.Value, value));

    private bool Fits(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "$schema" or "title" or "description" or "$defs" => true,
        "$ref" => Fits(Referred(rule.GetString()!), value),
        "oneOf" => rule.EnumerateArray().Count(option => Fits(option, value)) == 1,
        "not" => !Fits(rule, value),
        "const" => JsonElement.DeepEquals(rule, value),
        "enum" => rule.EnumerateArray().Any(option => JsonElement.DeepEquals(option, value)),
        "type" => TypeOf(value) == rule.GetString(),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= rule.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.CultureInvariant),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.GetDouble(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "minItems" or "maxItems" or "uniqueItems" or "items" => value.ValueKind != JsonValueKind.Array || FitsList(keyword, rule, [.. value.EnumerateArray()]),
        "required" or "minProperties" or "maxProperties" or "properties" or "additionalProperties" =>
            value.ValueKind != JsonValueKind.Object || FitsObject(schema, keyword, rule, value),
        _ => throw new InvalidOperationException($"The schema uses '{keyword}', which is not handled here."),
    };

    private bool FitsList(string keyword, JsonElement rule, JsonElement[] items) => keyword switch
    {
        "minItems" => items.Length >= rule.GetInt32(),
        "maxItems" => items.Length <= rule.GetInt32(),
        "uniqueItems" => items.Select(item => item.GetRawText()).Distinct().Count() == items.Length,
        _ => items.All(item => Fits(rule, item)),
    };

    private bool FitsObject(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "required" => rule.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _)),
        "minProperties" => value.EnumerateObject().Count() >= rule.GetInt32(),
        "maxProperties" => value.EnumerateObject().Count() <= rule.GetInt32(),
        "properties" => rule.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var item) || Fits(property.Value, item)),
        _ => value.EnumerateObject().Where(item => !Has(schema, item.Name))
            .All(item => rule.ValueKind != JsonValueKind.False && Fits(rule, item.Value)),
    };

    private static bool Has(JsonElement schema, string key) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out _);

    private JsonElement Referred(string path) => path.Split('/').Skip(1).Aggregate(root, (element, key) => element.GetProperty(key));

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
