namespace FedMat.Materials;

/// <summary>One column that a contract asks for, with everything by which a header may be known.</summary>
/// <param name="Name">The contract's name for it.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Place">Its place among those of its role.</param>
/// <param name="Unit">The contract's unit, or null.</param>
/// <param name="Required">Whether a table must have it.</param>
/// <param name="Input">The input, where it is one.</param>
/// <param name="Synonyms">Other headers.</param>
internal sealed record ContractField(
    string Name, FieldRole Role, int Place, string? Unit, bool Required, InputColumn? Input, IReadOnlyList<string> Synonyms)
{
    /// <summary>Whether its cells hold numbers.</summary>
    public bool IsNumber => Role is FieldRole.Target or FieldRole.Auxiliary or FieldRole.Uncertainty or FieldRole.Repeats || Input?.Kind == ColumnKind.Number;

    public static ContractField[] Of(DataContract contract)
    {
        var target = contract.Target;
        var fields = new List<ContractField>();
        fields.AddRange(contract.Inputs.Select((input, place) => new ContractField(
            input.Name, FieldRole.Input, place, input.Unit, !input.Optional, input, input.Synonyms)));
        fields.Add(new(target.Name, FieldRole.Target, 0, target.Unit, true, null, target.Synonyms));
        fields.AddRange(contract.Auxiliary.Select((column, place) => new ContractField(
            column.Name, FieldRole.Auxiliary, place, column.Unit, false, null, column.Synonyms)));
        Add(fields, FieldRole.Uncertainty, 0, target.Unit, target.Uncertainty);
        Add(fields, FieldRole.Repeats, 0, null, target.Repeats);
        Add(fields, FieldRole.Outcome, 0, null, contract.Outcome?.Column);
        Add(fields, FieldRole.Fidelity, 0, null, contract.Fidelity?.Column);
        for (int i = 0; i < contract.Groups.Count; i++) Add(fields, FieldRole.Group, i, null, contract.Groups[i]);
        for (int i = 0; i < contract.Kept.Count; i++) Add(fields, FieldRole.Kept, i, null, contract.Kept[i]);
        return [.. fields];
    }

    private static void Add(List<ContractField> fields, FieldRole role, int place, string? unit, SideColumn? column)
    {
        if (column is not null) fields.Add(new(column.Name, role, place, unit, false, null, column.Synonyms));
    }
}
