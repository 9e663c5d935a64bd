using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Of each auxiliary target the rows in which it was measured, their sum and their sum of squares, as exact integers like those of <see cref="SurveySums"/>; rows
/// without the target count, too. A member that has measured one in fewer rows than the plan's minimum cell leaves it out.
/// </summary>
internal static class AuxiliarySums
{
    private const string Rows = "auxiliary.rows";
    private const string Sums = "auxiliary.sums";

    /// <summary>None where the contract has no auxiliary target.</summary>
    public static Block[] Blocks(InputScales scales) => scales.Auxiliary.Count == 0 ? [] :
    [
        Block.Whole(Rows, scales.Auxiliary.Count, SurveySums.RowBits), Block.Whole(Sums, scales.Auxiliary.Count * SurveySums.SlotsPerColumn, WideSum.LimbBits),
    ];

    /// <exception cref="RefusedException">FM507: a value that is too large for the sum.</exception>
    public static void Add(LocalVector vector, InputScales scales, Dataset data, int minimumCell)
    {
        int targets = scales.Auxiliary.Count;
        if (targets == 0)
            return;
        (long[] rows, long[] sums) = (new long[targets], new long[targets * SurveySums.SlotsPerColumn]);
        for (int target = 0; target < targets; target++)
        {
            ColumnSum sum = new(Elementary.PowerOfTwo(scales.Auxiliary[target]));
            Add(sum, data, target, scales.AuxiliaryNames[target]);
            if (data.Untargeted is { } others)
                Add(sum, others, target, scales.AuxiliaryNames[target]);
            if (sum.Rows < minimumCell)
                continue;
            rows[target] = sum.Rows;
            sum.Write(sums.AsSpan(target * SurveySums.SlotsPerColumn, SurveySums.SlotsPerColumn));
        }

        vector.Exact(Rows, rows).Exact(Sums, sums);
    }

    private static void Add(ColumnSum sum, Dataset data, int target, string name)
    {
        for (int row = 0; row < data.Rows; row++)
        {
            double value = data.Auxiliary[(row * data.AuxiliaryTargets) + target];
            if (!double.IsNaN(value) && !sum.TryAdd(value))
                throw SurveySums.TooLarge(data, row, name);
        }
    }

    /// <param name="sum">The part of the survey's sum that answers <see cref="Blocks"/>.</param>
    /// <param name="scales">Of the contract.</param>
    /// <exception cref="RefusedException">FM312: rows are counted below none.</exception>
    public static AuxiliaryMoments[] ToMoments(SumSlice sum, InputScales scales)
    {
        AuxiliaryMoments[] moments = new AuxiliaryMoments[scales.Auxiliary.Count];
        for (int target = 0; target < moments.Length; target++)
        {
            long rows = sum[target];
            if (rows < 0)
                throw new RefusedException(RefusalCode.SumBeyondRange, $"the summed number of rows with '{scales.AuxiliaryNames[target]}' is negative");
            (double mean, double deviation) = rows == 0 ? (0, 0) : ColumnSum.Moments(
                rows, sum.From(moments.Length + (target * SurveySums.SlotsPerColumn)), Elementary.PowerOfTwo(scales.Auxiliary[target]));
            moments[target] = new AuxiliaryMoments(rows, mean, deviation > 0 ? deviation : 1);
        }

        return moments;
    }
}
