namespace FedMat.Materials;

/// <summary>Counts sets of rows that belong together and are, or may be, parted by a hold-out.</summary>
internal static class Leaks
{
    private const string Drawn = "training rows and the plan's hold-out";
    private const string Possible = "training rows and a hold-out that is drawn by rows";
    private const string Table = "rows used and rows that the table keeps for testing";

    /// <param name="together">What the rows of a set share.</param>
    /// <param name="ofRow">The set of each row; -1 for none.</param>
    /// <param name="held">Which rows a plan holds out; null where that is not known.</param>
    /// <param name="inputs">Rows of one key have equal inputs, which no hold-out parts.</param>
    public static LeakReport? ByRows(string together, IReadOnlyList<int> ofRow, bool[]? held, IReadOnlyList<UInt128> inputs)
    {
        Dictionary<int, UInt128> first = [];
        HashSet<int> parted = [];
        for (int row = 0; row < ofRow.Count; row++)
        {
            if (ofRow[row] < 0) continue;
            UInt128 side = held is null ? inputs[row] : held[row] ? UInt128.One : UInt128.Zero;
            if (!first.TryAdd(ofRow[row], side) && first[ofRow[row]] != side) parted.Add(ofRow[row]);
        }
        return parted.Count == 0 ? null : new(together, held is null ? Possible : Drawn, held is not null, parted.Count, ofRow.Count(parted.Contains));
    }

    public static LeakReport? ToTest(GroupTally groups)
    {
        int[] shared = [.. groups.OfRow.Where(groups.Tested.Contains)];
        return shared.Length == 0 ? null : new(groups.Column, Table, true, shared.Distinct().Count(), shared.Length);
    }

    public static LeakReport? ToTest(string together, Duplicates duplicates) =>
        duplicates.Tested is { Rows: > 0 } shared ? new(together, Table, true, shared.Sets, shared.Rows) : null;
}
