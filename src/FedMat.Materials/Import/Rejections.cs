namespace FedMat.Materials;

/// <summary>What is wrong with the row that is being read.</summary>
internal sealed class Rejections
{
    private const int Most = 16;
    private const int LongestValue = 200;

    private List<Rejection> found = [];
    private int row;

    public bool Any => found.Count > 0;

    public void Start(int number)
    {
        row = number;
        if (found.Count > 0) found = [];
    }

    public void Add(PlannedColumn column, TableCell cell, string reason)
    {
        if (found.Count < Most) found.Add(new(row, column.Header, Cut(cell.Text), reason));
    }

    public void Add(string? column, string value, string reason) => found.Add(new(row, column, Cut(value), reason));

    /// <summary>The row's own list; the next row gets another.</summary>
    public IReadOnlyList<Rejection> Take() => found.Count == 0 ? [] : found;

    public static string Cut(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";
}
