using System.Text;
using System.Text.Json;

namespace FedMat.Materials;

/// <summary>The JSON form of a <see cref="DataContract"/>, read strictly and written canonically.</summary>
internal static class ContractJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static DataContract Read(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), Strict);
            return ReadContract(new ContractNode(document.RootElement, "the contract", source), source);
        }
        catch (JsonException cause)
        {
            int? line = cause.LineNumber is { } number ? (int)number + 1 : null;
            throw new InputException("this is no JSON, or a key is given twice", "Correct it at this place.", source, line, cause: cause);
        }
    }

    public static string Write(DataContract contract)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("format", contract.Format);
            json.WriteString("name", contract.Name);
            json.WriteStartArray("inputs");
            foreach (var input in contract.Inputs) WriteInput(json, input);
            json.WriteEndArray();
            json.WriteStartObject("target");
            json.WriteString("name", contract.Target.Name);
            json.WriteString("unit", contract.Target.Unit);
            json.WriteNumber("minimum", contract.Target.Minimum);
            json.WriteNumber("maximum", contract.Target.Maximum);
            json.WriteEndObject();
            json.WriteString("descriptors", contract.Descriptors);
            json.WriteEndObject();
        }
        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    private static void WriteInput(Utf8JsonWriter json, InputColumn input)
    {
        json.WriteStartObject();
        json.WriteString("name", input.Name);
        json.WriteString("kind", KindName(input.Kind));
        if (input.Unit is not null) json.WriteString("unit", input.Unit);
        if (input.Minimum is { } minimum) json.WriteNumber("minimum", minimum);
        if (input.Maximum is { } maximum) json.WriteNumber("maximum", maximum);
        if (input.Kind == ColumnKind.Category)
        {
            json.WriteStartArray("categories");
            foreach (string category in input.Categories) json.WriteStringValue(category);
            json.WriteEndArray();
        }
        if (input.Optional) json.WriteBoolean("optional", true);
        json.WriteEndObject();
    }

    private static string KindName(ColumnKind kind) => kind switch
    {
        ColumnKind.Composition => "composition",
        ColumnKind.Number => "number",
        _ => "category",
    };

    private static DataContract ReadContract(ContractNode node, string source)
    {
        node.AllowOnly("format", "name", "inputs", "target", "descriptors");
        if (node.Number("format") is not DataContract.CurrentFormat)
            throw node.Error("'format' is not 1", "This program reads contracts of format 1 only.");
        var inputs = node.Items("inputs").Select(ReadInput).ToArray();
        return ContractRules.Checked(node.Text("name"), inputs, ReadTarget(node.Child("target")), node.Text("descriptors"), source);
    }

    private static InputColumn ReadInput(ContractNode node)
    {
        string name = node.Text("name");
        switch (node.Text("kind"))
        {
            case "composition":
                node.AllowOnly("name", "kind");
                return new(name, ColumnKind.Composition, null, null, null, []);
            case "number":
                node.AllowOnly("name", "kind", "unit", "minimum", "maximum", "optional");
                return new(name, ColumnKind.Number, node.OptionalText("unit"), node.OptionalNumber("minimum"),
                    node.OptionalNumber("maximum"), [], node.Flag("optional"));
            case "category":
                node.AllowOnly("name", "kind", "categories", "optional");
                return new(name, ColumnKind.Category, null, null, null,
                    [.. node.Texts("categories").Order(StringComparer.Ordinal)], node.Flag("optional"));
            case var other:
                throw node.Error($"'{other}' is no kind of column", "Use composition, number or category.");
        }
    }

    private static TargetColumn ReadTarget(ContractNode node)
    {
        node.AllowOnly("name", "unit", "minimum", "maximum");
        return new(node.Text("name"), node.Text("unit"), node.Number("minimum"), node.Number("maximum"));
    }
}
