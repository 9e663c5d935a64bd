using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// How the sums of a histogram's cell share slots of 64 bits. From low to high bits: the number of rows, the sum of hessians where it is no multiple of the
/// number of rows, and the signed sum of gradients; each has room for all rows of all members, so that nothing carries into the next and sums of packed cells
/// are packed sums. Where one slot would leave gradients fewer than <see cref="FewestGradientBits"/> bits a row, they have a slot of their own.
/// A gradient g of a row of w units of weight is the integer w round(2^a g / bound), a hessian h in [0, 1] is w round(2^b h).
/// Packing: Quantized Training of Gradient Boosting Decision Trees (Shi et al., NeurIPS 2022), where 4 bits are found to be enough.
/// </summary>
internal sealed class CellPacking
{
    private const int FewestGradientBits = 10;
    private const int MostGradientBits = 30;
    private const int MostHessianBits = 12;

    /// <summary>Fewer members leave the same room: the model does not depend on how many share the rows.</summary>
    private const int UsualMembers = 1024;
    private readonly bool hasHessian;
    private readonly int countBits;
    private readonly int hessianBits;
    private readonly int gradientBits;
    private readonly int gradientShift;
    private readonly long hessianMask;

    /// <param name="totals">Rows and weight in all.</param>
    /// <param name="constantHessian">Whether the loss has a hessian of 1 everywhere.</param>
    /// <param name="members">How many add up.</param>
    /// <exception cref="RefusedException">FM207: so many rows and members that a sum could wrap.</exception>
    public CellPacking(RowTotals totals, bool constantHessian, int members)
    {
        hasHessian = !constantHessian || totals.Unit > 1;
        Bits = BitsFor(members);
        int room = Bits - 1;
        int weightBits = BitLength(totals.Weight);
        countBits = BitLength(totals.Rows);
        hessianBits = constantHessian ? 0 : Math.Clamp(room - countBits - weightBits, 0, MostHessianBits);
        int low = countBits + (hasHessian ? weightBits + hessianBits : 0);
        if (!Holds(totals, constantHessian, members))
            throw new RefusedException(RefusalCode.SumMayWrap, $"{totals.Rows} rows of {members} members are too many for sums of trees; plan fewer members");
        int unitBits = BitLength(totals.Unit) - 1;
        Slots = room - low - weightBits + unitBits >= FewestGradientBits && room - low - weightBits >= 0 ? 1 : 2;
        gradientShift = Slots == 1 ? low : 0;
        gradientBits = Math.Min(MostGradientBits, room - gradientShift - weightBits);
        hessianMask = (1L << (low - countBits)) - 1;
        HessianUnit = 1 / ((double)totals.Unit * (1L << hessianBits));
        GradientUnit = 1 / ((double)totals.Unit * (1L << gradientBits));
    }

    /// <summary>Of the block: a member's packed sums lie within ±2^(bits-1).</summary>
    public int Bits { get; }

    /// <summary>Slots a cell takes, 1 or 2.</summary>
    public int Slots { get; }

    /// <summary>The hessian that the integer 1 stands for.</summary>
    public double HessianUnit { get; }

    /// <summary>The gradient that the integer 1 stands for, as a part of the loss's bound.</summary>
    public double GradientUnit { get; }

    /// <summary>A row as the packed sums of a cell that holds it alone.</summary>
    /// <param name="weight">In units.</param>
    /// <param name="gradient">As a part of the loss's bound, within ±1.</param>
    /// <param name="hessian">From 0 to 1.</param>
    /// <param name="slots">One or two.</param>
    public void Pack(long weight, double gradient, double hessian, Span<long> slots)
    {
        long packed = 1;
        if (hasHessian)
            packed += (weight * (long)Math.Round(hessian * (1L << hessianBits))) << countBits;
        long sum = weight * (long)Math.Round(gradient * (1L << gradientBits));
        if (Slots == 1)
            packed += sum << gradientShift;
        else
            slots[1] = sum;
        slots[0] = packed;
    }

    /// <param name="first">The cell's first slot.</param>
    /// <param name="second">Its second; not looked at where it has one.</param>
    public CellSums Unpack(long first, long second)
    {
        long count = first & ((1L << countBits) - 1);
        long hessian = hasHessian ? (first >> countBits) & hessianMask : count;
        return new CellSums(count, hessian, Slots == 1 ? first >> gradientShift : second);
    }

    /// <summary>Whether rows and weights of so many members leave a bit for hessians and gradients.</summary>
    public static bool Holds(RowTotals totals, bool constantHessian, int members)
    {
        int weightBits = BitLength(totals.Weight);
        return BitLength(totals.Rows) + (constantHessian && totals.Unit == 1 ? 0 : weightBits) < BitsFor(members) - 1;
    }

    /// <summary>The most bits with which the sum of so many members, and of 1,024, cannot wrap.</summary>
    public static int BitsFor(int members)
    {
        int bits = 63;
        while (((Int128)Math.Max(members, UsualMembers) << (bits - 1)) > long.MaxValue)
            bits--;
        return bits;
    }

    private static int BitLength(long value) => 64 - (int)long.LeadingZeroCount(value);
}
