namespace FedMat.Materials;

/// <summary>Many compositions as columns: the atomic numbers of all rows, their amounts, and where each row starts.</summary>
public sealed class CompositionColumns
{
    private readonly int[] starts;
    private readonly byte[] numbers;
    private readonly double[] amounts;

    /// <param name="compositions">The rows; elements up to Lr.</param>
    /// <exception cref="ArgumentException">A heavier element.</exception>
    public CompositionColumns(IReadOnlyList<Composition> compositions)
    {
        ArgumentNullException.ThrowIfNull(compositions);
        starts = new int[compositions.Count + 1];
        for (int row = 0; row < compositions.Count; row++)
        {
            if (compositions[row].Amounts[^1].Element is { Number: > DescriptorSet.HeaviestElement } element)
                throw new ArgumentException($"{element} in row {row} has no descriptors.", nameof(compositions));
            starts[row + 1] = starts[row] + compositions[row].Amounts.Count;
        }
        numbers = new byte[starts[^1]];
        amounts = new double[starts[^1]];
        for (int row = 0; row < compositions.Count; row++) compositions[row].CopyTo(numbers.AsSpan(starts[row]), amounts.AsSpan(starts[row]));
    }

    public int Rows => starts.Length - 1;

    internal void Row(int row, out ReadOnlySpan<byte> rowNumbers, out ReadOnlySpan<double> rowAmounts)
    {
        rowNumbers = numbers.AsSpan(starts[row]..starts[row + 1]);
        rowAmounts = amounts.AsSpan(starts[row]..starts[row + 1]);
    }
}
