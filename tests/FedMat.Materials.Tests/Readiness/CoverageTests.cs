using static FedMat.Materials.Tests.Readiness.Samples;

namespace FedMat.Materials.Tests.Readiness;

/// <summary>What the inputs cover, and what lies far out.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Elements_AreCountedOnceARow()
    {
        var report = Check(Row(1, 1, "FeCr"), Row(2, 2, "FeFe"), Row(3, 3, "Fe2O3"));
        Assert.Equal([("O", 1), ("Cr", 1), ("Fe", 3)], report.Elements.Select(element => (element.Symbol, element.Rows)));
        Assert.Equal([("1", 1), ("2", 2)], report.ElementsPerRow.Select(count => (count.Name, count.Rows)));
    }

    [Fact]
    public void Input_SaysItsRangeItsGapsAndItsRole()
    {
        var input = Check(Row(1, 1, temperature: 20), Row(2, 2, temperature: null), Row(3, 3, temperature: 40)).Inputs[1];
        Assert.Equal((20.0, 40.0, 1), (input.Figures!.Minimum, input.Figures.Maximum, input.Missing));
        Assert.Equal("process: annealing, temperature", input.Role);
    }

    [Fact]
    public void Category_WithoutRows_IsListed() =>
        Assert.Equal([new NameCount("a", 2), new NameCount("b", 0)], Check(Row(1, 1), Row(2, 2)).Inputs[2].Categories);

    [Theory]
    [InlineData(500, 500, true)]
    [InlineData(500, 500.0013, true)]
    [InlineData(500, 500.0016, false)]
    public void Number_WithASpreadBelowAMillionthOfItsRange_IsConstant(double first, double second, bool constant) =>
        Assert.Equal(constant, Check(Row(1, 1, temperature: first), Row(2, 2, temperature: second)).Inputs[1].IsConstant);

    [Fact]
    public void Constant_IsWarnedOf() => Assert.Contains("constant", Check(Row(1, 1, "Fe"), Row(2, 2, "FeCr")).About(FindingLevel.Warning));

    [Fact]
    public void Outlier_BeyondFiveRobustDeviations_IsNamedByRow()
    {
        // Median 3, median absolute deviation 1: the limits are 3 +- 7.413.
        var report = Check([.. new double[] { 1, 2, 3, 4, 10, 3, 11 }.Select((target, i) => Row(10 + i, target))]);
        var outlier = Assert.Single(report.Outliers);
        Assert.Equal(("strength_MPa", 3.0, 1.4826), (outlier.Column, outlier.Centre, Math.Round(outlier.Spread, 9)));
        Assert.Equal([new ReportedRow(16, null, 11)], outlier.Rows);
    }

    [Fact]
    public void Outlier_WhereMostValuesAreTheSame_IsFoundByTheMeanDeviation()
    {
        var outlier = Assert.Single(Check([.. Enumerable.Range(0, 100).Select(i => Row(i, 50 + i, temperature: i == 7 ? 900 : 20))]).Outliers);
        Assert.Equal(("temperature_C", 7), (outlier.Column, outlier.Rows[0].Row));
        Assert.StartsWith("1.2533", outlier.Measure);
    }

    [Fact]
    public void Row_OfARecord_IsNamedByItsId()
    {
        ReadinessCheck check = new(Contract());
        for (int i = 0; i < 20; i++) check.Add(Row(i, i == 19 ? 9000 : i), i == 0 ? "left out" : null);
        Assert.Equal("id 19", check.Finish(order => $"id {order}").Outliers[0].Rows[0].Record);
    }

    [Fact]
    public void Cells_WithFewerRowsThanThePlanAsks_AreNamed()
    {
        var rows = Enumerable.Range(0, 9).Select(i => Row(i, i, i == 0 ? "FeCr" : "Fe", route: i < 3 ? "b" : "a"));
        var report = ReadinessCheck.Of(Contract(), rows, minimumCell: 3);
        Assert.Equal([new NameCount("Cr", 1)], report.SmallCells);
        Assert.Contains("cells", report.About(FindingLevel.Warning));
    }
}
