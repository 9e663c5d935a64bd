namespace FedMat.Materials;

/// <summary>One name for all that groups a row: rows with the same paper and the same heat belong together.</summary>
public static class RowGroup
{
    private const char Between = '\u001F';

    /// <param name="cells">One for each group of the contract, in its order; null or empty where nothing is said.</param>
    /// <returns>Null where nothing groups the row.</returns>
    public static string? Of(IEnumerable<string?> cells)
    {
        string joined = string.Join(Between, cells);
        return joined.Trim(Between).Length > 0 ? joined : null;
    }
}
