using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Rows, sums and sums of squares of every input and of the target, and rows that contain each element, as exact integers (<see cref="ColumnSum"/>): over the members
/// they give the same moments, to the last bit, as over the pooled rows. Auxiliary targets stand behind them (<see cref="AuxiliarySums"/>).
/// Limits: 2^20 rows a member; a value beyond 2^24 times the contract's power of two (<see cref="InputScales"/>) is refused.
/// </summary>
/// <param name="scales">Of the contract.</param>
/// <param name="minimumCell">The fewest values of a member that a sum over some of its rows is taken of.</param>
internal sealed class SurveySums(InputScales scales, int minimumCell = 1)
{
    public const string Phase = "survey";
    public const int MostRows = 1 << 20;

    /// <summary>Slots of the elements: one for each atomic number, from 0.</summary>
    public const int Elements = DescriptorSet.HeaviestElement + 1;

    public const int RowBits = 22;
    public const int SlotsPerColumn = 2 * WideSum.Limbs;
    private readonly int inputs = scales.Inputs.Count;

    public RoundSpec Spec => new(
        Phase, Ring.Bits64,
        [
            Block.Whole("rows", 1, RowBits), Block.Whole("elements", Elements, RowBits), Block.Whole("sums", (inputs + 1) * SlotsPerColumn, WideSum.LimbBits),
            .. AuxiliarySums.Blocks(scales),
        ]);

    /// <param name="spec">As <see cref="Spec"/>.</param>
    /// <param name="data">A member's rows whose target is a value.</param>
    /// <exception cref="RefusedException">FM507: a value that is no number or too large for the sum.</exception>
    public LocalVector Of(RoundSpec spec, Dataset data)
    {
        long[] sums = new long[(inputs + 1) * SlotsPerColumn];
        for (int column = 0; column <= inputs; column++)
        {
            ColumnSum sum = new(Scale(column));
            for (int row = 0; row < data.Rows; row++)
            {
                if (!sum.TryAdd(column < inputs ? data.X[(row * inputs) + column] : data.Y[row]))
                    throw TooLarge(data, row, column < inputs ? scales.Names[column] : "target");
            }

            sum.Write(sums.AsSpan(column * SlotsPerColumn, SlotsPerColumn));
        }

        LocalVector vector = new LocalVector(spec, 1).Exact("rows", [data.Rows]).Exact("elements", Coverage(data)).Exact("sums", sums);
        AuxiliarySums.Add(vector, scales, data, minimumCell);
        return vector;
    }

    /// <exception cref="RefusedException">FM312: the sum is of no rows.</exception>
    public Survey ToSurvey(SumSlice sum)
    {
        long rows = sum[0];
        if (rows < 1)
            throw new RefusedException(RefusalCode.SumBeyondRange, "the summed number of rows with a measured target is not positive");
        double[] means = new double[inputs + 1];
        double[] deviations = new double[inputs + 1];
        SumSlice sums = sum.From(1 + Elements);
        for (int column = 0; column <= inputs; column++)
            (means[column], deviations[column]) = ColumnSum.Moments(rows, sums.From(column * SlotsPerColumn), Scale(column));
        long[] elements = new long[Elements];
        for (int number = 0; number < Elements; number++)
            elements[number] = Math.Max(0, sum[1 + number]);
        return new Survey(rows, Standardisation.From(means, deviations), elements)
        {
            Auxiliary = AuxiliarySums.ToMoments(sums.From((inputs + 1) * SlotsPerColumn), scales),
        };
    }

    public static RefusedException TooLarge(Dataset data, int row, string column) => new(
        RefusalCode.DataUnusable,
        $"line {data.Lines[row]}: '{column}' is no number or too large to be summed; use another unit or set its range in the contract");

    private static long[] Coverage(Dataset data)
    {
        long[] rows = new long[Elements];
        foreach (ElementSet elements in data.Elements)
        {
            foreach (int number in elements.Numbers)
                rows[number]++;
        }

        return rows;
    }

    private double Scale(int column) => Elementary.PowerOfTwo(column < inputs ? scales.Inputs[column] : scales.Target);
}
