using System.Text.Json;

namespace FedMat.Materials;

/// <summary>What format 2 adds to a contract, as JSON: process, test, outcome, fidelity, duplicates, groups, kept columns.</summary>
internal static class RolesJson
{
    private static readonly Outcome[] Outcomes = [Outcome.Formed, Outcome.Cracked, Outcome.Failed];

    public static ContractRoles Read(JsonNode node) => new()
    {
        Process = [.. node.OptionalItems("process").Select(ReadStep)],
        Test = [.. node.OptionalItems("test").Select(ReadCondition)],
        Outcome = node.OptionalChild("outcome") is { } outcome ? ReadOutcome(outcome) : null,
        Fidelity = node.OptionalChild("fidelity") is { } fidelity ? ReadFidelity(fidelity) : null,
        Duplicates = [.. node.OptionalTexts("duplicates")],
        Groups = [.. node.OptionalItems("groups").Select(ReadSideOnly)],
        Kept = [.. node.OptionalItems("kept").Select(ReadSideOnly)],
    };

    public static SideColumn ReadSide(JsonNode node) => new(node.Text("column"), [.. node.OptionalTexts("synonyms")]);

    public static SideColumn ReadSideOnly(JsonNode node)
    {
        node.AllowOnly("column", "synonyms");
        return ReadSide(node);
    }

    public static void WriteMaking(Utf8JsonWriter json, DataContract contract)
    {
        WriteObjects(json, "process", contract.Process, step =>
        {
            json.WriteString("step", step.Name);
            foreach (var (role, column) in step.Columns) json.WriteString(role, column);
        });
        WriteObjects(json, "test", contract.TestConditions, condition =>
        {
            json.WriteString("condition", condition.Name);
            if (condition.Column is not null) json.WriteString("column", condition.Column);
            if (condition.Value is not null) json.WriteString("value", condition.Value);
        });
    }

    public static void WriteOrigin(Utf8JsonWriter json, DataContract contract)
    {
        if (contract.Outcome is { } outcome) WriteOutcome(json, outcome);
        if (contract.Fidelity is { } fidelity) WriteFidelity(json, fidelity);
        if (contract.Duplicates.Count > 0) WriteTexts(json, "duplicates", contract.Duplicates);
        WriteObjects(json, "groups", contract.Groups, column => WriteSide(json, column));
        WriteObjects(json, "kept", contract.Kept, column => WriteSide(json, column));
    }

    public static void WriteSide(Utf8JsonWriter json, SideColumn column)
    {
        json.WriteString("column", column.Name);
        if (column.Synonyms.Count > 0) WriteTexts(json, "synonyms", column.Synonyms);
    }

    public static void WriteTexts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static ProcessStep ReadStep(JsonNode node)
    {
        node.AllowOnly(["step", .. ProcessStep.Roles]);
        var columns = ProcessStep.Roles.Where(node.Has).Select(role => KeyValuePair.Create(role, node.Text(role))).ToArray();
        if (columns.Length == 0) throw node.Error("the step names no column", $"Name one for {string.Join(", ", ProcessStep.Roles)}.");
        return new(node.Text("step"), columns);
    }

    private static TestCondition ReadCondition(JsonNode node)
    {
        node.AllowOnly("condition", "column", "value");
        if (node.Has("column") == node.Has("value"))
            throw node.Error("there must be 'column' or 'value', and not both", "Name the input that varies, or what holds for all rows.");
        return new(node.Choice("condition", TestCondition.Names), node.OptionalText("column"), node.OptionalText("value"));
    }

    private static OutcomeColumn ReadOutcome(JsonNode node)
    {
        node.AllowOnly("column", "synonyms", "formed", "cracked", "failed");
        var values = Outcomes.SelectMany(outcome => node.OptionalTexts(Key(outcome)).Select(text => KeyValuePair.Create(text, outcome)));
        return new(ReadSide(node), [.. values.OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
    }

    private static FidelityRule ReadFidelity(JsonNode node)
    {
        if (!node.Has("column"))
        {
            node.AllowOnly("kind", "method");
            return new(ReadKind(node), null, []);
        }
        node.AllowOnly("column", "synonyms", "values");
        var values = node.Items("values").Select(value =>
        {
            value.AllowOnly("text", "kind", "method");
            return KeyValuePair.Create(value.Text("text"), ReadKind(value));
        });
        return new(null, ReadSide(node), [.. values.OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
    }

    private static Fidelity ReadKind(JsonNode node)
    {
        bool calculated = node.Choice("kind", "experiment", "calculation") == "calculation";
        string? method = node.OptionalText("method");
        return calculated || method is null
            ? new(calculated, method)
            : throw node.Error("an experiment has no 'method' here", "State it as a condition of the test, or make the kind calculation.");
    }

    private static void WriteOutcome(Utf8JsonWriter json, OutcomeColumn outcome)
    {
        json.WriteStartObject("outcome");
        WriteSide(json, outcome.Column);
        foreach (var group in outcome.Values.GroupBy(pair => pair.Value, pair => pair.Key).OrderBy(group => group.Key))
            WriteTexts(json, Key(group.Key), group);
        json.WriteEndObject();
    }

    private static void WriteFidelity(Utf8JsonWriter json, FidelityRule rule)
    {
        json.WriteStartObject("fidelity");
        if (rule.ForAll is { } all) WriteKind(json, all);
        if (rule.Column is { } column)
        {
            WriteSide(json, column);
            WriteObjects(json, "values", rule.Values, pair =>
            {
                json.WriteString("text", pair.Key);
                WriteKind(json, pair.Value);
            });
        }
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, Fidelity fidelity)
    {
        json.WriteString("kind", fidelity.Calculated ? "calculation" : "experiment");
        if (fidelity.Method is not null) json.WriteString("method", fidelity.Method);
    }

    private static void WriteObjects<T>(Utf8JsonWriter json, string key, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Key(Outcome outcome) => outcome switch
    {
        Outcome.Formed => "formed",
        Outcome.Cracked => "cracked",
        _ => "failed",
    };
}
