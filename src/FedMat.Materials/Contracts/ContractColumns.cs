using System.Text.Json;

namespace FedMat.Materials;

/// <summary>Inputs and target of a contract as JSON; what format 2 adds is unknown in format 1.</summary>
internal sealed class ContractColumns(int format)
{
    public InputColumn ReadInput(JsonNode node)
    {
        string name = node.Text("name");
        var input = node.Text("kind") switch
        {
            "composition" => ReadComposition(node, name),
            "number" => ReadNumber(node, name),
            "category" => ReadCategory(node, name),
            var other => throw node.Error($"'{other}' is no kind of column", "Use composition, number or category."),
        };
        bool before = !node.Has("known") || node.Choice("known", "before", "after") == "before";
        return input with { Synonyms = [.. node.OptionalTexts("synonyms")], KnownBefore = before };
    }

    public TargetColumn ReadTarget(JsonNode node)
    {
        node.AllowOnly(Keys(["name", "unit", "minimum", "maximum"], "synonyms", "uncertainty", "repeats", "censoring"));
        var uncertainty = node.OptionalChild("uncertainty");
        uncertainty?.AllowOnly("column", "synonyms", "typical");
        return new(node.Text("name"), node.Text("unit"), node.Number("minimum"), node.Number("maximum"))
        {
            Synonyms = [.. node.OptionalTexts("synonyms")],
            Uncertainty = uncertainty is null ? null : RolesJson.ReadSide(uncertainty),
            TypicalUncertainty = uncertainty?.Number("typical"),
            Repeats = node.OptionalChild("repeats") is { } repeats ? RolesJson.ReadSideOnly(repeats) : null,
            Bounds = [.. node.OptionalTexts("censoring").Select(side => Bound(node, side)).Order()],
        };
    }

    public static TargetColumn ReadAuxiliary(JsonNode node)
    {
        node.AllowOnly("name", "unit", "minimum", "maximum", "synonyms");
        return new(node.Text("name"), node.Text("unit"), node.Number("minimum"), node.Number("maximum"))
        {
            Synonyms = [.. node.OptionalTexts("synonyms")],
        };
    }

    public static void Write(Utf8JsonWriter json, InputColumn input)
    {
        json.WriteStartObject();
        json.WriteString("name", input.Name);
        json.WriteString("kind", KindName(input.Kind));
        if (input.Unit is not null) json.WriteString("unit", input.Unit);
        if (input.Minimum is { } minimum) json.WriteNumber("minimum", minimum);
        if (input.Maximum is { } maximum) json.WriteNumber("maximum", maximum);
        if (input.Kind == ColumnKind.Category) RolesJson.WriteTexts(json, "categories", input.Categories);
        if (input.Spellings.Count > 0) WriteSpellings(json, input);
        if (input.Elements is { } elements) WriteElements(json, elements);
        if (input.Optional) json.WriteBoolean("optional", true);
        if (input.Direction != Direction.None) json.WriteString("direction", input.Direction == Direction.Rising ? "rising" : "falling");
        if (!input.KnownBefore) json.WriteString("known", "after");
        if (input.Synonyms.Count > 0) RolesJson.WriteTexts(json, "synonyms", input.Synonyms);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TargetColumn target)
    {
        json.WriteStartObject("target");
        WriteMeasured(json, target);
        if (target.Uncertainty is { } uncertainty)
        {
            json.WriteStartObject("uncertainty");
            RolesJson.WriteSide(json, uncertainty);
            json.WriteNumber("typical", target.TypicalUncertainty!.Value);
            json.WriteEndObject();
        }
        if (target.Repeats is { } repeats)
        {
            json.WriteStartObject("repeats");
            RolesJson.WriteSide(json, repeats);
            json.WriteEndObject();
        }
        if (target.Bounds.Count > 0)
            RolesJson.WriteTexts(json, "censoring", target.Bounds.Select(side => side == Censoring.Above ? "above" : "below"));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<TargetColumn> auxiliary)
    {
        if (auxiliary.Count == 0) return;
        json.WriteStartArray("auxiliary");
        foreach (var target in auxiliary)
        {
            json.WriteStartObject();
            WriteMeasured(json, target);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMeasured(Utf8JsonWriter json, TargetColumn target)
    {
        json.WriteString("name", target.Name);
        json.WriteString("unit", target.Unit);
        json.WriteNumber("minimum", target.Minimum);
        json.WriteNumber("maximum", target.Maximum);
        if (target.Synonyms.Count > 0) RolesJson.WriteTexts(json, "synonyms", target.Synonyms);
    }

    private InputColumn ReadComposition(JsonNode node, string name)
    {
        node.AllowOnly(Keys(["name", "kind"], "elements", "known", "synonyms"));
        return new(name, ColumnKind.Composition, null, null, null, [])
        {
            Elements = node.OptionalChild("elements") is { } elements ? ReadElements(elements) : null,
        };
    }

    private static ElementColumns ReadElements(JsonNode node)
    {
        node.AllowOnly("unit", "balance");
        string unit = node.Choice("unit", "wt%", "at%");
        if (node.OptionalText("balance") is not { } symbol) return new(unit, null);
        return new(unit, Elements.Find(symbol) ?? throw node.Error($"'{symbol}' is no element", "Write its symbol, such as Fe."));
    }

    private InputColumn ReadNumber(JsonNode node, string name)
    {
        node.AllowOnly(Keys(["name", "kind", "unit", "minimum", "maximum", "optional"], "direction", "known", "synonyms"));
        return new(name, ColumnKind.Number, node.OptionalText("unit"), node.OptionalNumber("minimum"),
            node.OptionalNumber("maximum"), [], node.Flag("optional"))
        {
            Direction = !node.Has("direction") ? Direction.None
                : node.Choice("direction", "rising", "falling") == "rising" ? Direction.Rising : Direction.Falling,
        };
    }

    private InputColumn ReadCategory(JsonNode node, string name)
    {
        node.AllowOnly(Keys(["name", "kind", "categories", "optional"], "spellings", "known", "synonyms"));
        return new(name, ColumnKind.Category, null, null, null,
            [.. node.Texts("categories").Order(StringComparer.Ordinal)], node.Flag("optional"))
        {
            Spellings = node.OptionalTextPairs("spellings"),
        };
    }

    private string[] Keys(string[] both, params string[] added) => format == 1 ? both : [.. both, .. added];

    private static Censoring Bound(JsonNode node, string side) => side switch
    {
        "above" => Censoring.Above,
        "below" => Censoring.Below,
        _ => throw node.Error($"'{side}' is no side of censoring", "Use above or below."),
    };

    private static void WriteElements(Utf8JsonWriter json, ElementColumns elements)
    {
        json.WriteStartObject("elements");
        json.WriteString("unit", elements.Unit);
        if (elements.Balance is { } balance) json.WriteString("balance", balance.Symbol);
        json.WriteEndObject();
    }

    private static void WriteSpellings(Utf8JsonWriter json, InputColumn input)
    {
        json.WriteStartObject("spellings");
        foreach (var (written, category) in input.Spellings) json.WriteString(written, category);
        json.WriteEndObject();
    }

    private static string KindName(ColumnKind kind) => kind switch
    {
        ColumnKind.Composition => "composition",
        ColumnKind.Number => "number",
        _ => "category",
    };
}
