namespace FedMat.Materials;

/// <summary>Where each row used came from.</summary>
internal sealed class RowNames
{
    private readonly List<int> orders = [];
    private readonly List<int> rows = [];

    public int Count => rows.Count;

    /// <summary>The id of the record that came as the given one, from 0; null where it has none.</summary>
    public Func<int, string?> Record { get; set; } = _ => null;

    /// <param name="order">The how-manieth it came, counting those that are left out.</param>
    /// <param name="row">The row of its file.</param>
    public void Add(int order, int row)
    {
        orders.Add(order);
        rows.Add(row);
    }

    public ReportedRow Report(int row, double value) => new(rows[row], Record(orders[row]), value);
}
