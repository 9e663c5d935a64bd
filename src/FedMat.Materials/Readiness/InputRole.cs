namespace FedMat.Materials;

/// <summary>What an input tells of a sample's making and test, in words.</summary>
internal static class InputRole
{
    /// <summary>Null where the contract does not say.</summary>
    public static string? Of(DataContract contract, string input)
    {
        string[] roles =
        [
            .. contract.Process.SelectMany(step => step.Columns.Where(pair => Same(pair.Value, input)).Select(pair => $"process: {step.Name}, {pair.Key}")),
            .. contract.TestConditions.Where(condition => Same(condition.Column, input)).Select(condition => $"test: {condition.Name}"),
        ];
        return roles.Length == 0 ? null : string.Join("; ", roles);
    }

    private static bool Same(string? column, string input) => input.Equals(column, StringComparison.OrdinalIgnoreCase);
}
