using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FedMat.Materials;

/// <summary>The JSON form of a <see cref="TableMapping"/>.</summary>
internal static class MappingJson
{
    private const int MostColumns = 4_096;

    public static TableMapping Read(string json, string source) => StrictJson.Read(json, "the mapping", source, ReadMapping);

    public static string Write(TableMapping mapping)
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("contract", mapping.Contract);
            WriteLayout(json, mapping.Layout);
            json.WriteStartArray("columns");
            foreach (var column in mapping.Columns) WriteColumn(json, column);
            json.WriteEndArray();
            if (mapping.Questions.Count > 0) RolesJson.WriteTexts(json, "questions", mapping.Questions);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static TableMapping ReadMapping(JsonNode node)
    {
        node.AllowOnly("format", "contract", "sheet", "encoding", "delimiter", "decimal", "headerRow", "unitRow", "columns", "questions");
        if (node.Number("format") is not 1) throw node.Error("'format' is not 1", "This program reads mappings of format 1.");
        var columns = node.OptionalItems("columns").Select(ReadColumn).ToArray();
        if (columns.Length > MostColumns) throw node.Error($"'columns' has {columns.Length} items", $"Give at most {MostColumns}.");
        return new(node.Text("contract"), ReadLayout(node), columns, []);
    }

    private static TableLayout ReadLayout(JsonNode node) => new()
    {
        Sheet = node.OptionalText("sheet"),
        Encoding = node.OptionalText("encoding") is { } name
            ? TextEncodings.Name(name) ?? throw node.Error($"'{name}' is no encoding that is known", $"Use {string.Join(", ", TextEncodings.Known)}.")
            : null,
        Delimiter = node.Has("delimiter") ? node.Choice("delimiter", ",", ";", "\t", "|")[0] : null,
        Decimal = !node.Has("decimal") ? DecimalSign.Unstated : node.Choice("decimal", ".", ",") == "." ? DecimalSign.Point : DecimalSign.Comma,
        HeaderRow = node.OptionalWhole("headerRow"),
        UnitRow = node.OptionalWhole("unitRow"),
    };

    private static MappedColumn ReadColumn(JsonNode node)
    {
        node.AllowOnly("header", "position", "means", "element", "unit", "value");
        var column = new MappedColumn(
            node.OptionalText("header"), node.OptionalWhole("position"), node.OptionalText("means"), node.OptionalText("element"),
            node.OptionalText("unit"), node.OptionalText("value"));
        if (column.Value is not null == (column.Header is not null || column.Position is not null))
            throw node.Error("there must be a column ('header', 'position') or a 'value', and not both", "Keep one of them.");
        if (column.Value is not null && column.Means is null)
            throw node.Error("there is a 'value' and nothing that it means", "Add 'means'.");
        if (column.Element is { } symbol && (Elements.Find(symbol) is null || column.Means is null))
            throw node.Error($"'{symbol}' is no element, or nothing says what it is part of", "Write its symbol, and the composition as 'means'.");
        if (column.Unit is { } unit && UnitSpelling.Read(unit) is null)
            throw node.Error($"'{unit}' is no unit that is known", "Write one such as MPa, °C or wt%.");
        return column;
    }

    private static void WriteLayout(Utf8JsonWriter json, TableLayout layout)
    {
        if (layout.Sheet is { } sheet) json.WriteString("sheet", sheet);
        if (layout.Encoding is { } encoding) json.WriteString("encoding", encoding);
        if (layout.Delimiter is { } delimiter) json.WriteString("delimiter", delimiter.ToString());
        if (layout.Decimal != DecimalSign.Unstated) json.WriteString("decimal", layout.Decimal == DecimalSign.Comma ? "," : ".");
        if (layout.HeaderRow is { } header) json.WriteNumber("headerRow", header);
        if (layout.UnitRow is { } unit) json.WriteNumber("unitRow", unit);
    }

    private static void WriteColumn(Utf8JsonWriter json, MappedColumn column)
    {
        json.WriteStartObject();
        if (column.Header is not null) json.WriteString("header", column.Header);
        if (column.Position is { } position) json.WriteNumber("position", position);
        if (column.Means is not null) json.WriteString("means", column.Means);
        if (column.Element is not null) json.WriteString("element", column.Element);
        if (column.Unit is not null) json.WriteString("unit", column.Unit);
        if (column.Value is not null) json.WriteString("value", column.Value);
        json.WriteEndObject();
    }
}
