using FedMat.Materials;

namespace FedMat.Learning.Tests;

public sealed class FoldsTests
{
    [Fact]
    public void Of_ManyRows_MakesFoldsOfAboutTheSameSize()
    {
        int[] folds = Folds.Of(Examples.Data(Examples.Rows(2000, 1)), 3, 5);
        for (int fold = 0; fold < 5; fold++)
            Assert.InRange(folds.Count(one => one == fold), 330, 470);
    }

    [Fact]
    public void Of_EqualInputs_StayTogetherWhateverTheTarget()
    {
        string[] rows = Examples.Rows(100, 1);
        string[] again = [.. rows.Select(row => row[..row.LastIndexOf(',')] + ",1")];
        int[] folds = Folds.Of(Examples.Data(rows.Concat(again)), 3, 4);
        Assert.Equal(folds[..100], folds[100..]);
    }

    [Fact]
    public void Of_RowsThatComeAndGo_DoesNotMoveTheRest()
    {
        string[] rows = Examples.Rows(100, 1);
        Assert.Equal(Folds.Of(Examples.Data(rows), 3, 4)[..50], Folds.Of(Examples.Data(rows[..50]), 3, 4));
    }

    [Fact]
    public void Of_NegativeZero_IsZero() =>
        Assert.Equal(Folds.Of(7, null, [0f, 1f], 1000), Folds.Of(7, null, [-0f, 1f], 1000));

    [Fact]
    public void Of_RowsOfOneGroup_StayTogetherWhateverTheInputs() =>
        Assert.Single(Enumerable.Range(0, 50).Select(row => Folds.Of(7, "a paper", [row], 1000)).Distinct());

    [Fact]
    public void Of_AnotherSeed_MakesOtherFolds()
    {
        Dataset data = Examples.Data(Examples.Rows(100, 1));
        Assert.NotEqual(Folds.Of(data, 1, 5), Folds.Of(data, 2, 5));
    }

    [Theory]
    [InlineData(0.2, 5)]
    [InlineData(0.25, 4)]
    [InlineData(0.5, 2)]
    [InlineData(0.9, 2)]
    public void Count_Fraction_IsItsInverse(double fraction, int count) => Assert.Equal(count, Folds.Count(fraction));
}
