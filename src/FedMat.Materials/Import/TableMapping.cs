namespace FedMat.Materials;

/// <summary>
/// How a lab's table becomes records of a contract. A proposal is written as JSON, a person corrects it, and it is read back;
/// node-config/contracts/mapping.schema.json is its schema.
/// </summary>
/// <param name="Contract">The name of the contract.</param>
/// <param name="Layout">Where the table is.</param>
/// <param name="Columns">What its columns mean.</param>
/// <param name="Questions">What a person has to decide; not read back.</param>
public sealed record TableMapping(string Contract, TableLayout Layout, IReadOnlyList<MappedColumn> Columns, IReadOnlyList<string> Questions)
{
    /// <param name="json">A mapping as JSON.</param>
    /// <param name="source">The file as the user named it, for messages.</param>
    /// <exception cref="InputException">No JSON, an unknown key, a value that makes no sense.</exception>
    public static TableMapping Parse(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        return MappingJson.Read(json, source);
    }

    /// <summary>Indented, for people; non-ASCII letters as they are.</summary>
    public string ToJson() => MappingJson.Write(this);
}
