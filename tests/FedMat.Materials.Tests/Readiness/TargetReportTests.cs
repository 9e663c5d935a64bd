using static FedMat.Materials.Tests.Readiness.Samples;

namespace FedMat.Materials.Tests.Readiness;

/// <summary>Which rows count, and what is said of their targets.</summary>
public sealed class TargetReportTests
{
    [Fact]
    public void Rows_ThatNoStudyUses_AreCountedByReason()
    {
        var report = Check(
            Row(2, 100), Row(3, 200, "Fe9Cr"), Row(4, null), Row(5, 300, censoring: Censoring.Above), Row(6, 400, split: "test"), Row(7, 500, split: "test"));
        Assert.Equal((6, 3), (report.Rows, report.Used));
        Assert.Equal([2, 1], report.LeftOut.Select(left => left.Rows));
        Assert.Equal("the table keeps it for testing", report.LeftOut[0].Reason);
    }

    [Fact]
    public void Figures_OfFiveTargets_AreThoseComputedByHand()
    {
        var figures = Check([.. new double[] { 5, 1, 4, 2, 3 }.Select((target, i) => Row(i, target))]).Target.Figures!;
        Assert.Equal((5, 1.0, 2.0, 3.0, 4.0, 5.0, 3.0), (figures.Count, figures.Minimum, figures.LowerQuartile, figures.Median, figures.UpperQuartile, figures.Maximum, figures.Mean));
        Assert.Equal(Math.Sqrt(2.5), figures.Deviation, 12);
    }

    [Fact]
    public void Quartile_BetweenTwoValues_IsInterpolated() =>
        Assert.Equal(17.5, Check(Row(1, 10), Row(2, 20), Row(3, 30), Row(4, 40)).Target.Figures!.LowerQuartile);

    [Fact]
    public void Histogram_HasRoundEdgesAndHoldsEveryValue()
    {
        var bins = Check([.. Enumerable.Range(0, 200).Select(i => Row(i, 3 + (2.5 * i)))]).Target.Bins!;
        Assert.Equal((0.0, 50.0), (bins.From, bins.Width));
        Assert.Equal(200, bins.Counts.Sum());
        Assert.Equal(19, bins.Counts[0]);
    }

    [Fact]
    public void Histogram_OfOneValue_IsOneBin() => Assert.Equal([3], Check(Row(1, 7), Row(2, 7), Row(3, 7)).Target.Bins!.Counts);

    [Fact]
    public void EffectiveRows_OfUnequalWeights_AreFewer() =>
        Assert.Equal(16.0 / 10, Check(Row(1, 1, weight: 3), Row(2, 2, weight: 1)).Target.EffectiveRows, 12);

    [Fact]
    public void Bounds_AreToldAsAShareOfTheTargets()
    {
        var target = Check(Row(1, 1), Row(2, 2), Row(3, 3), Row(4, 4, censoring: Censoring.Above), Row(5, null)).Target;
        Assert.Equal((1, 0.25, 3), (target.Bounds, target.BoundShare, target.Measured));
        Assert.Equal([new NameCount("cracked", 1)], target.Outcomes);
    }

    [Fact]
    public void Findings_OfBounds_SayWhatLearnsFromThem()
    {
        Finding finding = Check(Row(1, 1), Row(2, 2), Row(3, 3, censoring: Censoring.Above)).Findings.Single(one => one.About == "bounds");
        Assert.Contains("teach networks", finding.What, StringComparison.Ordinal);
        Assert.Contains("'minimumCell'", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_WithoutAUsableRow_IsNotReady()
    {
        var report = Check(Row(1, null));
        Assert.Equal(Verdict.NotReady, Finding.Judge(report.Findings));
        Assert.Null(report.Target.Figures);
    }

    [Fact]
    public void Verdict_OfRowsWithTheSameInputs_IsNotReady() => Assert.Contains("rows", Check(Row(1, 1), Row(2, 2)).About(FindingLevel.Blocker));

    [Fact]
    public void Verdict_OfOneTarget_IsNotReady() => Assert.Contains("target", Check(Row(1, 5), Row(2, 5, "Fe9Cr")).About(FindingLevel.Blocker));
}
