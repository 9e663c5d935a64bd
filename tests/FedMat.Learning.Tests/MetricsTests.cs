namespace FedMat.Learning.Tests;

public sealed class MetricsTests
{
    private static readonly double[] Predictions = [1, 2, 6, 3];
    private static readonly double[] Truth = [1, 3, 4, 4];

    [Fact]
    public void Errors_OfFourRows_AreThoseByHand()
    {
        Assert.Equal(1, Metrics.MeanAbsoluteError(Predictions, Truth));
        Assert.Equal(Math.Sqrt(1.5), Metrics.RootMeanSquareError(Predictions, Truth), 1e-12);
        Assert.Equal(0, Metrics.Bias(Predictions, Truth));
        Assert.Equal(0.5, Metrics.Bias([2, 3], [1, 3]));
        Assert.Equal(0, Metrics.R2(Predictions, Truth)!.Value, 1e-12);
        Assert.Equal(1, Metrics.R2(Truth, Truth));
    }

    [Fact]
    public void R2_EqualTruths_IsUnknown() => Assert.Null(Metrics.R2([1, 2], [3, 3]));

    [Fact]
    public void Errors_OfNoRowsOrOthers_AreACallersMistake()
    {
        Assert.Throws<ArgumentException>(() => Metrics.Bias([], []));
        Assert.Throws<ArgumentException>(() => Metrics.R2([1], [1, 2]));
    }

    /// <summary>Of 2 x 3 pairs the positive row is above in four and level in one.</summary>
    [Fact]
    public void RocArea_OfCells_CountsPairs() => Assert.Equal(4.5 / 6, Metrics.RocArea([0, 1, 0, 1], [1, 1, 1, 0])!.Value, 1e-12);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 2.0 / 3)]
    [InlineData(3, 0.75)]
    [InlineData(4, 0.5)]
    public void BalancedAccuracy_OfCells_IsTheMeanOverTheClasses(int threshold, double expected) =>
        Assert.Equal(expected, Metrics.BalancedAccuracy([0, 1, 0, 1], [1, 1, 1, 0], threshold)!.Value, 1e-12);

    [Fact]
    public void OfOneClass_NothingIsKnown()
    {
        Assert.Null(Metrics.RocArea([1, 2], [0, 0]));
        Assert.Null(Metrics.BalancedAccuracy([0, 0], [3, 1], 1));
    }

    [Fact]
    public void OfDifferentCells_IsACallersMistake() => Assert.Throws<ArgumentException>(() => Metrics.RocArea([1, 2], [1]));
}
