using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class HoldOutTests
{
    [Fact]
    public void Of_ManyRows_KeepsAboutTheFraction()
    {
        HoldOut parts = HoldOut.Of(Examples.Data(Examples.Rows(2000, 1)), 3, 0.2);
        Assert.InRange(parts.Held.Length, 330, 470);
        Assert.Equal(Enumerable.Range(0, 2000), parts.Held.Concat(parts.Training).Order());
    }

    [Fact]
    public void Of_EqualInputs_StayOnOneSideWhateverTheTarget()
    {
        string[] rows = Examples.Rows(100, 1);
        string[] again = [.. rows.Select(row => row[..row.LastIndexOf(',')] + ",1")];
        HoldOut parts = HoldOut.Of(Examples.Data(rows.Concat(again)), 3, 0.3);
        Assert.Equal(parts.Held.Where(row => row < 100), parts.Held.Where(row => row >= 100).Select(row => row - 100));
    }

    [Fact]
    public void Of_RowsThatComeAndGo_DoesNotMoveTheRest()
    {
        string[] rows = Examples.Rows(100, 1);
        HoldOut all = HoldOut.Of(Examples.Data(rows), 3, 0.3);
        HoldOut half = HoldOut.Of(Examples.Data(rows[..50]), 3, 0.3);
        Assert.Equal(all.Held.Where(row => row < 50), half.Held);
    }

    [Theory]
    [InlineData(0.000001)]
    [InlineData(0.5)]
    public void Of_TwoRows_HasOneOnEachSide(double fraction)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            HoldOut parts = HoldOut.Of(Examples.Data(Examples.Rows(2, 1)), seed, fraction);
            Assert.Equal((1, 1), (parts.Held.Length, parts.Training.Length));
        }
    }

    [Fact]
    public void Of_AnotherSeed_KeepsOtherRows()
    {
        Dataset data = Examples.Data(Examples.Rows(100, 1));
        Assert.NotEqual(HoldOut.Of(data, 1, 0.2).Held, HoldOut.Of(data, 2, 0.2).Held);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Of_NothingButEqualRows_IsRefused(int count)
    {
        Dataset data = Examples.Data(Enumerable.Repeat("20,1,2,5", count));
        Assert.Equal(RefusalCode.TooFewRows, Assert.Throws<RefusedException>(() => HoldOut.Of(data, 1, 0.2)).Refusal.Code);
    }
}
