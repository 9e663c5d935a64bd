using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Rows in each cell of a <see cref="BinGrid"/>, as exact sums: after <see cref="Counts"/> of them, each over finer cells where rows are many, the quantiles of every
/// input over all members' rows are known to within a cell, without a value of any row.
/// </summary>
internal static class BinSums
{
    public const string Phase = "bins";

    /// <summary>How many counts there are.</summary>
    public const int Counts = 3;

    private const int RowBits = 22;

    public static RoundSpec Spec(BinGrid grid) => new(Phase, Ring.Bits64, Block.Whole("rows", grid.Cells, RowBits));

    public static LocalVector Of(BinGrid grid, Dataset data)
    {
        long[] counts = new long[grid.Cells];
        int start = 0;
        for (int j = 0; j < data.Inputs; j++)
        {
            float[] edges = grid.Edges[j];
            for (int row = 0; row < data.Rows; row++)
                counts[start + BinGrid.CellOf(edges, data.X[(row * data.Inputs) + j])]++;
            start += edges.Length + 1;
        }

        return new LocalVector(Spec(grid), 1).Exact("rows", counts);
    }

    /// <exception cref="RefusedException">FM312: a cell with fewer than no rows.</exception>
    public static long[] ToCounts(SumSlice sum)
    {
        long[] counts = new long[sum.Length];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = sum[i] >= 0 ? sum[i] : throw new RefusedException(RefusalCode.SumBeyondRange, "a summed number of rows is negative");
        return counts;
    }
}
