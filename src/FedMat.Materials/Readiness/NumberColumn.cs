namespace FedMat.Materials;

/// <summary>The values of one column, a number for each row used; NaN where there is none.</summary>
internal sealed class NumberColumn
{
    private readonly List<double> values = [];

    public int Missing { get; private set; }

    public double this[int row] => values[row];

    public void Add(double? value)
    {
        if (value is null) Missing++;
        values.Add(value ?? double.NaN);
    }

    /// <summary>The values that there are, the smallest first.</summary>
    public double[] Sorted()
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value))];
        Array.Sort(sorted);
        return sorted;
    }
}
