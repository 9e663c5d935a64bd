namespace FedMat.Materials;

/// <summary>
/// The versioned schema of a record, the same at every member: inputs, target, units, allowed ranges, and the descriptor set that turns
/// a record into numbers. A contract is made by <see cref="Parse"/> or <see cref="Infer"/>, which check it; the JSON schema is
/// node-config/contracts/contract.schema.json.
/// </summary>
public sealed class DataContract : IEquatable<DataContract>
{
    /// <summary>The newest format. Format 1 has inputs, target and descriptors; format 2 adds everything else.</summary>
    public const int CurrentFormat = 2;

    private readonly string json;
    private readonly ContractRoles roles;

    internal DataContract(
        int format, string name, IReadOnlyList<InputColumn> inputs, TargetColumn target, string descriptors, ContractRoles roles)
    {
        this.roles = roles;
        Format = format;
        Name = name;
        Inputs = inputs;
        Target = target;
        Descriptors = descriptors;
        json = ContractJson.Write(this);
    }

    /// <summary>Columns that describe a row's place in the study and are never inputs.</summary>
    public static IReadOnlyList<string> BookkeepingColumns { get; } =
        ["member", "split", "fold", "paper", "id", "reference", "source"];

    /// <summary>1 or 2; what it was written in.</summary>
    public int Format { get; }

    public string Name { get; }

    /// <summary>At least one, in the order of the descriptors.</summary>
    public IReadOnlyList<InputColumn> Inputs { get; }

    public TargetColumn Target { get; }

    /// <summary>The name of a descriptor set; <see cref="DescriptorSet.Known"/>.</summary>
    public string Descriptors { get; }

    /// <summary>How a sample was made, in the order of the steps.</summary>
    public IReadOnlyList<ProcessStep> Process => roles.Process;

    /// <summary>Conditions of the test that gave the target, its standard among them.</summary>
    public IReadOnlyList<TestCondition> TestConditions => roles.Test;

    /// <summary>
    /// Properties measured on the same samples that help a network to learn the target, and are predicted beside it; mostly empty. Each has a name, a unit, a range and synonyms.
    /// </summary>
    public IReadOnlyList<TargetColumn> Auxiliary => roles.Auxiliary;

    /// <summary>The column that says what became of a sample, or null.</summary>
    public OutcomeColumn? Outcome => roles.Outcome;

    /// <summary>Whether targets are measured or calculated, or null where the contract does not say.</summary>
    public FidelityRule? Fidelity => roles.Fidelity;

    /// <summary>The columns that, where all are the same, make two rows repeats of one measurement; empty means every input.</summary>
    public IReadOnlyList<string> Duplicates => roles.Duplicates;

    /// <summary>What groups rows for an honest hold-out: a paper, a heat, a batch. Rows of one group are never parted.</summary>
    public IReadOnlyList<SideColumn> Groups => roles.Groups;

    /// <summary>Columns that are kept with a record as text and mean nothing to a learner.</summary>
    public IReadOnlyList<SideColumn> Kept => roles.Kept;

    /// <param name="json">A contract as JSON.</param>
    /// <param name="source">The file as the user named it, for messages.</param>
    /// <exception cref="InputException">No JSON, a key that is unknown, missing or given twice, a value that makes no sense.</exception>
    public static DataContract Parse(string json, string source) => ContractJson.Read(json, source);

    /// <summary>
    /// The contract that a table's header and cells suggest: the last column is the target with its unit in the name; the
    /// <see cref="BookkeepingColumns"/> are left out; a column of formulas is a composition, of numbers a number with the range rounded
    /// outward, of other text (element symbols, for one) a category.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The contract's name; by default the target's without its unit.</param>
    /// <exception cref="InputException">A target with no unit or no numbers, no inputs, a column that cannot be an input.</exception>
    public static DataContract Infer(Table table, string? name = null) => ContractInference.Infer(table, name);

    /// <summary>Whether a column is bookkeeping, by its name without regard to case.</summary>
    public static bool IsBookkeeping(string column) => BookkeepingColumns.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Canonical: minified, fixed order, ASCII. Two contracts are the same exactly if this is.</summary>
    public string ToJson() => json;

    public bool Equals(DataContract? other) => other is not null && json == other.json;

    public override bool Equals(object? obj) => Equals(obj as DataContract);

    public override int GetHashCode() => json.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => json;
}
