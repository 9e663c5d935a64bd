using FedMat.Materials;

namespace FedMat.Learning.Tests;

/// <summary>After grouping, no cell and no difference of two cells holds 1 to k - 1 of a member's rows.</summary>
public sealed class CellTests
{
    private const int Cases = 10_000;
    private const int Inputs = 3;
    private const int MostRows = 40;
    private static readonly Dataset[] Sizes = [.. Enumerable.Range(0, MostRows).Select(count => Examples.Data(Examples.Rows(count + 1, 1)))];

    [Fact]
    public void Cell_OfCutsOnInputs_HoldsNoRowOrAtLeastK()
    {
        for (int number = 0; number < Cases; number++)
        {
            SeededStream stream = new("cells", number);
            int size = 2 + stream.NextBelow(4);
            Dataset grouped = RowGroups.Apply(Draw(stream, size), size);
            for (int pair = 0; pair < 8; pair++)
            {
                bool[] cell = Cell(grouped, stream), other = Cell(grouped, stream);
                RequireNoneOrEnough(cell, size, number);
                RequireNoneOrEnough([.. cell.Zip(other, (left, right) => left && !right)], size, number);
            }
        }
    }

    /// <summary>An administrator chooses seed and fraction: two training parts, or two hold-out parts, that differ by one row would disclose it.</summary>
    [Fact]
    public void Cell_InThePartsOfTwoPlans_HoldsNoRowOrAtLeastK()
    {
        for (int number = 0; number < Cases; number++)
        {
            SeededStream stream = new("parts", number);
            int size = 2 + stream.NextBelow(4);
            Dataset grouped = RowGroups.Apply(Draw(stream, size), size);
            if (grouped.X.Chunk(Inputs).Select(row => (row[0], row[1], row[2])).Distinct().Count() < 2)
                continue;
            bool[] cell = Cell(grouped, stream);
            bool[] first = Training(grouped, stream), second = Training(grouped, stream);
            RequireNoneOrEnough([.. first.Zip(cell, (left, right) => left && right)], size, number);
            RequireNoneOrEnough([.. first.Zip(cell, (left, right) => !left && right)], size, number);
            RequireNoneOrEnough([.. first.Zip(second, (left, right) => left && !right)], size, number);
        }
    }

    /// <summary>Half of the cases on a coarse grid, where rows and distances are often equal.</summary>
    private static Dataset Draw(SeededStream stream, int size)
    {
        Dataset rows = Sizes[(2 * size) - 1 + stream.NextBelow(MostRows - (2 * size) + 1)];
        bool coarse = stream.NextBelow(2) == 0;
        float[] x = new float[rows.X.Length];
        foreach (ref float value in x.AsSpan())
            value = coarse ? stream.NextBelow(4) : (1000 * stream.NextUnit()) - 500;
        return rows.WithInputs(x);
    }

    /// <summary>One to three cuts, at values of the data or in between.</summary>
    private static bool[] Cell(Dataset data, SeededStream stream)
    {
        bool[] inside = [.. Enumerable.Repeat(true, data.Rows)];
        for (int cuts = 1 + stream.NextBelow(3); cuts > 0; cuts--)
        {
            (int column, bool above) = (stream.NextBelow(Inputs), stream.NextBelow(2) == 0);
            float one = data.X[(stream.NextBelow(data.Rows) * Inputs) + column];
            float other = data.X[(stream.NextBelow(data.Rows) * Inputs) + column];
            float edge = stream.NextBelow(2) == 0 ? one : (one + other) / 2;
            for (int row = 0; row < inside.Length; row++)
                inside[row] &= above ? data.X[(row * Inputs) + column] > edge : data.X[(row * Inputs) + column] <= edge;
        }

        return inside;
    }

    private static bool[] Training(Dataset data, SeededStream stream)
    {
        int[] folds = Folds.Of(data, stream.NextBelow(3), 2 + stream.NextBelow(10));
        return Array.ConvertAll(folds, fold => fold != 0);
    }

    private static void RequireNoneOrEnough(bool[] cell, int size, int number)
    {
        int rows = cell.Count(inside => inside);
        Assert.False(rows > 0 && rows < size, $"case {number}: a cell holds {rows} rows where k is {size}");
    }
}
