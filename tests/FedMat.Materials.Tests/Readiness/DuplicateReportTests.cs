using static FedMat.Materials.Tests.Readiness.Samples;

namespace FedMat.Materials.Tests.Readiness;

/// <summary>Rows that repeat one measurement.</summary>
public sealed class DuplicateReportTests
{
    [Fact]
    public void Repeats_WithTheSameTarget_AreExact()
    {
        var repeats = Check(Row(1, 10), Row(2, 10), Row(3, 10), Row(4, 90, "Fe9Cr")).Duplicates;
        Assert.Equal((1, 3, 2, 0), (repeats.Sets, repeats.Rows, repeats.ExactRepeats, repeats.Disagreeing));
        Assert.Equal(["composition", "temperature_C", "route"], repeats.Columns);
    }

    [Theory]
    [InlineData("Fe2Cr2", true)]
    [InlineData("FeCr1", true)]
    [InlineData("FeCr2", false)]
    public void Formula_OfTheSameFractions_IsTheSame(string formula, bool same) =>
        Assert.Equal(same ? 1 : 0, Check(Row(1, 10, "FeCr"), Row(2, 11, formula)).Duplicates.Sets);

    [Fact]
    public void Missing_IsAnotherInputThanZero() => Assert.Equal(0, Check(Row(1, 10, temperature: 0), Row(2, 10, temperature: null)).Duplicates.Sets);

    [Fact]
    public void Columns_ThatTheContractNames_Decide()
    {
        var report = ReadinessCheck.Of(Contract("\"composition\",\"heat\""), [Row(1, 10, temperature: 20), Row(2, 20, temperature: 30), Row(3, 30, heat: "other")]);
        Assert.Equal((1, 2), (report.Duplicates.Sets, report.Duplicates.Rows));
    }

    [Theory]
    [InlineData(27.9, 0)]
    [InlineData(28.1, 1)]
    public void Targets_BeyondTheRepeatabilityLimit_Disagree(double apart, int sets)
    {
        var repeats = Check(Row(1, 100, uncertainty: 5), Row(2, 100 + apart, uncertainty: 10), Row(3, 500, "Fe9Cr")).Duplicates;
        Assert.Equal(sets, repeats.Disagreeing);
        Assert.StartsWith("2.8 stated", repeats.Measure);
    }

    [Fact]
    public void Targets_WithoutAnUncertainty_AreHeldAgainstTheTypicalOne()
    {
        var contract = Contract(uncertainty: ",\"uncertainty\":{\"column\":\"sd\",\"typical\":1}");
        Assert.Equal(1, ReadinessCheck.Of(contract, [Row(1, 100), Row(2, 103)]).Duplicates.Disagreeing);
    }

    [Fact]
    public void Targets_WithNothingStated_AreHeldAgainstTheSpreadOfAll()
    {
        // Median 30, median absolute deviation 10: the robust standard deviation is 14.826.
        var repeats = Check(Row(1, 10), Row(2, 30), Row(3, 20, "Fe9Cr"), Row(4, 30, "Fe8Cr"), Row(5, 40, "Fe7Cr")).Duplicates;
        var found = Assert.Single(repeats.Examples);
        Assert.Equal((20.0, 14.826), (found.Difference, Math.Round(found.Allowed, 6)));
        Assert.Equal([1, 2], found.Rows.Select(row => row.Row));
    }

    [Fact]
    public void Report_IsTheSameForTheSameRows()
    {
        SampleRecord[] rows = [.. Enumerable.Range(0, 300).Select(i => Row(i, i * 37 % 101, $"Fe{1 + (i % 7)}Cr", i % 5, heat: $"h{i % 11}"))];
        Assert.Equivalent(Check(rows), Check(rows), strict: true);
    }
}
