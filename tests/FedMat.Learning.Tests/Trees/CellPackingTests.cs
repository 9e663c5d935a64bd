using FedMat.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Learning.Tests;

public sealed class CellPackingTests
{
    [Theory]
    [InlineData(1000, 0, 1000, true, 8, 1)]
    [InlineData(1000, 0, 1000, false, 8, 1)]
    [InlineData(1000, 1000, 65_536_000, true, 8, 2)]
    [InlineData(1 << 20, 0, 1 << 20, false, 1000, 2)]
    public void Slots_RowsAndWeights_AreAsFewAsHold(long rows, long unusual, long weight, bool constant, int members, int slots) =>
        Assert.Equal(slots, new CellPacking(new RowTotals(rows, unusual, weight, 0), constant, members).Slots);

    [Theory]
    [InlineData(3)]
    [InlineData(1024)]
    public void New_UpToAThousandMembers_HasTheSameUnits(int members)
    {
        RowTotals totals = new(50_000, 0, 50_000, 0);
        (CellPacking one, CellPacking many) = (new CellPacking(totals, false, 1), new CellPacking(totals, false, members));
        Assert.Equal((one.Slots, one.GradientUnit, one.HessianUnit, one.Bits), (many.Slots, many.GradientUnit, many.HessianUnit, many.Bits));
    }

    [Fact]
    public void Unpack_SumOfAnyRows_IsTheirSums()
    {
        Prop.ForAll(Gen.Choose(1, 200).Four().ToArbitrary(), drawn =>
        {
            (int rows, int members, int spread, int seed) = drawn;
            SeededStream stream = new("packing", seed);
            long[] weights = [.. Enumerable.Range(0, rows).Select(_ => (long)stream.NextBelow(spread) + 1)];
            RowTotals totals = new(rows, spread > 100 ? rows : 0, spread > 100 ? weights.Sum() : rows, 0);
            CellPacking packing = new(totals, seed % 2 == 0, members);
            long[] whole = new long[2], row = new long[2];
            (double gradients, double hessians) = (0, 0);
            foreach (long weight in weights)
            {
                long units = spread > 100 ? weight : 1;
                (double gradient, double hessian) = ((2 * stream.NextUnit()) - 1, seed % 2 == 0 ? 1 : stream.NextUnit());
                packing.Pack(units, gradient, hessian, row.AsSpan(0, packing.Slots));
                (whole[0], whole[1]) = (whole[0] + row[0], whole[1] + row[1]);
                (gradients, hessians) = (gradients + (units * gradient / totals.Unit), hessians + (units * hessian / totals.Unit));
            }

            CellSums sums = packing.Unpack(whole[0], whole[1]);
            double tolerance = totals.Weight / (double)totals.Unit;
            return sums.Count == rows
                && Math.Abs((sums.Gradient * packing.GradientUnit) - gradients) <= tolerance * packing.GradientUnit * totals.Unit
                && Math.Abs((sums.Hessian * packing.HessianUnit) - hessians) <= tolerance * packing.HessianUnit * totals.Unit
                && Math.Abs(whole[0]) <= 1L << (packing.Bits - 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void New_TooManyRowsAndMembers_IsRefused()
    {
        RowTotals totals = new(1L << 40, 1L << 40, 1L << 50, 0);
        Assert.Equal(RefusalCode.SumMayWrap, Assert.Throws<RefusedException>(() => new CellPacking(totals, false, 1 << 20)).Refusal.Code);
    }
}
