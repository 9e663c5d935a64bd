namespace FedMat.Materials;

/// <summary>
/// Enthalpies of mixing of binary liquids at equal amounts, in kJ/mol, from Miedema's model: the 73 elements and all 2,628 pairs of
/// Takeuchi and Inoue, Mater. Trans. 46, 2817 (2005), from the table that matminer distributes (BSD licence), in
/// <c>mixing_enthalpies.csv</c>. That table calls U "Pa", Pu "U", and Th and U "Po" and "At" in its last rows; the model computed from
/// Miedema's parameters fits U and Pu within 0.3 kJ/mol and the labels of that table only within 4.6, so they are put right here.
/// Limits: O, S, Se, Te, the halogens and noble gases, and elements from Po on other than Th, U and Pu are not in the table.
/// </summary>
public static class MixingEnthalpies
{
    private const int Width = DescriptorSet.HeaviestElement + 1;

    private static readonly double[] Values = Read();

    /// <summary>In kJ/mol, the same either way round; 0 for an element with itself, null where the table has no such pair.</summary>
    public static double? Of(Element first, Element second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (Math.Max(first.Number, second.Number) >= Width) return null;
        double value = Pair(first.Number, second.Number);
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>By atomic numbers; NaN where the table has no such pair.</summary>
    internal static double Pair(int first, int second) => Values[(first * Width) + second];

    private static double[] Read()
    {
        string[][] table = ElementTable.Read("mixing_enthalpies.csv");
        int[] numbers = [0, .. table[0][1..].Select(symbol => Elements.Find(symbol)!.Number)];
        double[] values = new double[Width * Width];
        Array.Fill(values, double.NaN);
        for (int row = 1; row < table.Length; row++)
        {
            for (int column = 1; column < row; column++)
            {
                double value = ElementTable.Number(table[row][column]);
                values[(numbers[row] * Width) + numbers[column]] = value;
                values[(numbers[column] * Width) + numbers[row]] = value;
            }
            values[(numbers[row] * Width) + numbers[row]] = 0;
        }
        return values;
    }
}
