namespace FedMat.Materials;

/// <summary>What every data contract must hold, however it came about.</summary>
internal static class ContractRules
{
    public const int MostInputs = 1_000;
    public const int MostCategories = 256;
    private const int LongestText = 100;

    public static DataContract Checked(
        int format, string name, IReadOnlyList<InputColumn> inputs, TargetColumn target, string descriptors, ContractRoles roles,
        string source)
    {
        CheckText("the contract's name", name, source);
        if (inputs.Count is 0 or > MostInputs)
            throw new InputException($"the contract has {inputs.Count} inputs", $"Give 1 to {MostInputs}.", source);
        foreach (var input in inputs) CheckInput(input, source);
        CheckTarget(target, source);
        var twice = inputs.Select(input => input.Name).Append(target.Name)
            .GroupBy(column => column, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new InputException("this column is named twice", "Name each column once, with the target.", source, column: twice.Key);
        if (!DescriptorSet.Known.Contains(descriptors))
        {
            throw new InputException(
                $"'{descriptors}' is no descriptor set that is known",
                $"Known: {string.Join(", ", DescriptorSet.Known)}.{Spelling.Hint(descriptors, DescriptorSet.Known)}", source);
        }
        RoleRules.Check(inputs, target, roles, source);
        return new DataContract(format, name, inputs, target, descriptors, roles);
    }

    private static void CheckInput(InputColumn input, string source)
    {
        CheckSynonyms(input.Name, input.Synonyms, source);
        foreach (var (written, category) in input.Spellings)
        {
            CheckText($"a spelling of '{input.Name}'", written, source);
            if (!input.Categories.Contains(category, StringComparer.Ordinal) || input.Categories.Contains(written, StringComparer.Ordinal))
            {
                throw new InputException(
                    $"the spelling '{written}' is a category itself or means '{category}', which is none",
                    $"Categories: {string.Join(", ", input.Categories)}.", source, column: input.Name);
            }
        }
        CheckColumn(input.Name, source);
        if (input.Unit is not null) CheckText($"the unit of '{input.Name}'", input.Unit, source);
        if (input.Minimum > input.Maximum) throw EmptyRange(input.Name, source);
        if (input.Kind != ColumnKind.Category) return;
        if (input.Categories.Count is 0 or > MostCategories)
        {
            throw new InputException(
                $"there are {input.Categories.Count} categories", $"Give 1 to {MostCategories}.", source, column: input.Name);
        }
        foreach (string category in input.Categories) CheckText($"a category of '{input.Name}'", category, source);
        if (input.Categories.Distinct(StringComparer.Ordinal).Count() < input.Categories.Count)
            throw new InputException("a category is given twice", "Give each once.", source, column: input.Name);
    }

    private static void CheckSynonyms(string column, IReadOnlyList<string> synonyms, string source)
    {
        foreach (string synonym in synonyms) CheckText($"a synonym of '{column}'", synonym, source);
        if (synonyms.Count > MostCategories)
            throw new InputException($"there are {synonyms.Count} synonyms", $"Give at most {MostCategories}.", source, column: column);
    }

    public static void CheckTarget(TargetColumn target, string source)
    {
        CheckSynonyms(target.Name, target.Synonyms, source);
        CheckColumn(target.Name, source);
        CheckText($"the unit of '{target.Name}'", target.Unit, source);
        if (target.Minimum >= target.Maximum) throw EmptyRange(target.Name, source);
    }

    private static InputException EmptyRange(string column, string source) =>
        new("the minimum is not below the maximum", "Correct the range.", source, column: column);

    private static void CheckColumn(string name, string source)
    {
        CheckText("the name of a column", name, source);
        if (name.Contains('=', StringComparison.Ordinal))
        {
            throw new InputException(
                "the name has a '=', which parts names from values where conditions are typed", "Rename the column.", source, column: name);
        }
        if (DataContract.IsBookkeeping(name))
        {
            throw new InputException(
                "this name is kept for bookkeeping", $"Rename it; kept are {string.Join(", ", DataContract.BookkeepingColumns)}.",
                source, column: name);
        }
    }

    public static void CheckText(string what, string text, string source)
    {
        if (text.Length is 0 or > LongestText || text.Trim() != text || text.Any(char.IsControl))
        {
            throw new InputException(
                $"{what} is empty, too long or has odd characters at its ends or inside it", $"Use 1 to {LongestText} visible characters.",
                source);
        }
    }
}
