using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>Cells for positive numbers, 32 to each doubling, from 2^-12 to 2^8; what lies beyond is in the first or the last.</summary>
internal static class LogCells
{
    public const int Count = Doublings * PerDoubling;
    private const int Doublings = 20;
    private const int Lowest = -12;
    private const int PerDoubling = 32;
    private const int PerDoublingBits = 5;
    private const int FractionBits = 52;

    public static int CellOf(double value)
    {
        if (!(value >= Elementary.PowerOfTwo(Lowest)))
            return double.IsNaN(value) ? Count - 1 : 0;
        if (value >= Elementary.PowerOfTwo(Lowest + Doublings))
            return Count - 1;
        int doubling = Elementary.Exponent(value) - Lowest;
        int part = (int)((BitConverter.DoubleToInt64Bits(value) >> (FractionBits - PerDoublingBits)) & (PerDoubling - 1));
        return (doubling * PerDoubling) + part;
    }

    /// <summary>What the values of a cell stay below.</summary>
    public static double Top(int cell) =>
        Elementary.PowerOfTwo((cell / PerDoubling) + Lowest) * (1 + ((1 + (cell % PerDoubling)) / (double)PerDoubling));

    /// <summary>The top of the cell that brings the count to at least the given number; null where all cells hold fewer.</summary>
    public static double? Quantile(ReadOnlySpan<long> counts, double number)
    {
        long below = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            below += counts[cell];
            if (below > 0 && below >= number)
                return Top(cell);
        }

        return null;
    }
}
