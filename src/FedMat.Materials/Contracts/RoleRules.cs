namespace FedMat.Materials;

/// <summary>What the parts that format 2 adds to a contract must hold.</summary>
internal static class RoleRules
{
    private const int MostItems = 256;
    private const int MostAuxiliary = 16;

    public static void Check(IReadOnlyList<InputColumn> inputs, TargetColumn target, ContractRoles roles, string source)
    {
        var named = inputs.ToDictionary(input => input.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var step in roles.Process) CheckStep(step, named, source);
        foreach (var condition in roles.Test)
        {
            if (condition.Column is { } column) Input(column, $"the test's {condition.Name}", named, source);
            if (condition.Value is { } value) ContractRules.CheckText($"the test's {condition.Name}", value, source);
        }
        foreach (var auxiliary in roles.Auxiliary) ContractRules.CheckTarget(auxiliary, source);
        SideColumn[] beside = [.. Beside(target, roles)];
        foreach (var column in beside) ContractRules.CheckText("the name of a column", column.Name, source);
        CheckNames([.. inputs.Select(input => input.Name), target.Name, .. roles.Auxiliary.Select(column => column.Name), .. beside.Select(column => column.Name)], source);
        CheckMeasurement(target, source);
        CheckOrigin(roles, source);
        CheckCounts(roles, source);
        string[] known = [.. named.Keys, .. roles.Groups.Concat(roles.Kept).Select(column => column.Name)];
        foreach (string name in roles.Duplicates) CheckKnown(name, known, source);
    }

    private static IEnumerable<SideColumn> Beside(TargetColumn target, ContractRoles roles) =>
        new[] { target.Uncertainty, target.Repeats, roles.Outcome?.Column, roles.Fidelity?.Column }
            .OfType<SideColumn>().Concat(roles.Groups).Concat(roles.Kept);

    private static void CheckStep(ProcessStep step, Dictionary<string, InputColumn> named, string source)
    {
        ContractRules.CheckText("the name of a step", step.Name, source);
        foreach (var (role, column) in step.Columns)
        {
            var input = Input(column, $"the {role} of '{step.Name}'", named, source);
            if (input.Kind == ColumnKind.Composition)
                throw new InputException($"a composition cannot be the {role} of '{step.Name}'", "Name a number or a category.", source, column: column);
            if (ProcessStep.Measures(role) is not { } quantity) continue;
            if (input.Kind != ColumnKind.Number || input.Unit is null || UnitTable.Find(input.Unit)?.Quantity != quantity)
            {
                throw new InputException(
                    $"this input cannot be the {role} of '{step.Name}'",
                    $"Name a number with a unit such as {string.Join(", ", UnitTable.Of(quantity).Take(4))}.", source, column: column);
            }
        }
    }

    private static InputColumn Input(string name, string what, Dictionary<string, InputColumn> named, string source) =>
        named.TryGetValue(name, out var input)
            ? input
            : throw new InputException(
                $"{what} names '{name}', which is no input", $"Inputs: {string.Join(", ", named.Keys)}.{Spelling.Hint(name, named.Keys)}", source);

    private static void CheckMeasurement(TargetColumn target, string source)
    {
        if (target.TypicalUncertainty is <= 0)
            throw new InputException("'typical' is not above 0", "Write the usual standard deviation of one measurement.", source, column: target.Name);
        if (target.Bounds.Distinct().Count() < target.Bounds.Count)
            throw new InputException("a side of censoring is given twice", "Give each once.", source, column: target.Name);
    }

    private static void CheckOrigin(ContractRoles roles, string source)
    {
        if (roles.Outcome is { } outcome) CheckTexts(outcome.Column.Name, outcome.Values.Select(pair => pair.Key), source);
        if (roles.Fidelity is not { } fidelity) return;
        if (fidelity.Column is { } column) CheckTexts(column.Name, fidelity.Values.Select(pair => pair.Key), source);
        foreach (var kind in fidelity.Values.Select(pair => pair.Value).Append(fidelity.ForAll))
            if (kind?.Method is { } method) ContractRules.CheckText("a method", method, source);
    }

    private static void CheckTexts(string column, IEnumerable<string> given, string source)
    {
        string[] texts = [.. given];
        if (texts.Length is 0 or > MostItems)
            throw new InputException($"{texts.Length} texts are given a meaning", $"Give 1 to {MostItems}.", source, column: column);
        foreach (string text in texts) ContractRules.CheckText($"a text of '{column}'", text, source);
        if (texts.Distinct(StringComparer.Ordinal).Count() < texts.Length)
            throw new InputException("a text is given two meanings", "Give each once.", source, column: column);
    }

    private static void CheckCounts(ContractRoles roles, string source)
    {
        if (roles.Auxiliary.Count > MostAuxiliary)
            throw new InputException($"'auxiliary' has {roles.Auxiliary.Count} items", $"Give at most {MostAuxiliary}.", source);
        foreach (var (key, count) in new[]
        {
            ("process", roles.Process.Count), ("test", roles.Test.Count), ("groups", roles.Groups.Count), ("kept", roles.Kept.Count),
            ("duplicates", roles.Duplicates.Count),
        })
            if (count > MostItems) throw new InputException($"'{key}' has {count} items", $"Give at most {MostItems}.", source);
    }

    private static void CheckKnown(string name, string[] known, string source)
    {
        if (known.Contains(name, StringComparer.OrdinalIgnoreCase)) return;
        throw new InputException(
            $"'duplicates' names '{name}', which is no input, group or kept column",
            $"Known: {string.Join(", ", known)}.{Spelling.Hint(name, known)}", source);
    }

    private static void CheckNames(string[] names, string source)
    {
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException("this column is named twice", "Name each column once, with the target.", source, column: twice.Key);
    }
}
