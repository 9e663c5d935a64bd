using System.Text;
using System.Text.Json;

namespace FedMat.Materials;

/// <summary>The JSON form of a <see cref="DataContract"/>, read strictly and written canonically.</summary>
internal static class ContractJson
{
    private static readonly string[] Keys = ["format", "name", "inputs", "target", "descriptors"];
    private static readonly string[] Keys2 =
        ["format", "name", "inputs", "process", "test", "target", "auxiliary", "outcome", "fidelity", "duplicates", "groups", "kept", "descriptors"];

    public static DataContract Read(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        return StrictJson.Read(json, "the contract", source, ReadContract);
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
            foreach (var input in contract.Inputs) ContractColumns.Write(json, input);
            json.WriteEndArray();
            RolesJson.WriteMaking(json, contract);
            ContractColumns.Write(json, contract.Target);
            ContractColumns.Write(json, contract.Auxiliary);
            RolesJson.WriteOrigin(json, contract);
            json.WriteString("descriptors", contract.Descriptors);
            json.WriteEndObject();
        }
        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    private static DataContract ReadContract(JsonNode node)
    {
        double format = node.Number("format");
        if (format is not (1 or 2)) throw node.Error("'format' is neither 1 nor 2", "This program reads contracts of formats 1 and 2.");
        node.AllowOnly(format == 1 ? Keys : Keys2);
        var columns = new ContractColumns((int)format);
        var inputs = node.Items("inputs").Select(columns.ReadInput).ToArray();
        var target = columns.ReadTarget(node.Child("target"));
        var roles = format == 1 ? ContractRoles.None : RolesJson.Read(node) with { Auxiliary = [.. node.OptionalItems("auxiliary").Select(ContractColumns.ReadAuxiliary)] };
        return ContractRules.Checked((int)format, node.Text("name"), inputs, target, node.Text("descriptors"), roles, node.Source);
    }
}
