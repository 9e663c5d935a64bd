using static FedMat.Materials.Tests.Readiness.Samples;

namespace FedMat.Materials.Tests.Readiness;

/// <summary>Groups, and rows that belong together on both sides of a hold-out.</summary>
public sealed class LeakTests
{
    [Fact]
    public void Groups_OfOneRowAndRowsWithoutOne_AreCounted()
    {
        var groups = Assert.Single(Check(Row(1, 1, heat: "x"), Row(2, 2, heat: "x"), Row(3, 3, heat: "y"), Row(4, 4, heat: null)).Groups);
        Assert.Equal(new GroupReport("heat", Groups: 2, Single: 1, Largest: 2, Ungrouped: 1), groups);
    }

    [Fact]
    public void Group_WithDifferentInputs_MayBePartedByADrawOfRows()
    {
        var leak = Assert.Single(Check(Row(1, 1, "Fe", heat: "x"), Row(2, 2, "FeCr", heat: "x"), Row(3, 3, "FeNi", heat: "y")).Leaks);
        Assert.Equal(("heat", false, 1, 2), (leak.Together, leak.IsDrawn, leak.Sets, leak.Rows));
    }

    [Fact]
    public void Group_WithOneSetOfInputs_IsNeverParted() => Assert.Empty(Check(Row(1, 1), Row(2, 2)).Leaks);

    [Fact]
    public void Group_OnBothSidesOfAPlansDraw_IsCounted()
    {
        var rows = Enumerable.Range(0, 6).Select(i => Row(i, i, $"Fe{i + 1}Cr", heat: i < 2 ? "parted" : i < 4 ? "whole" : "other"));
        var leak = Assert.Single(ReadinessCheck.Of(Contract(), rows, 1, new Draw(held: [0])).Leaks);
        Assert.Equal(("heat", true, 1, 2), (leak.Together, leak.IsDrawn, leak.Sets, leak.Rows));
    }

    [Fact]
    public void Duplicates_OfSomeInputs_LeakWhereTheOthersDiffer()
    {
        var report = ReadinessCheck.Of(Contract("\"composition\""), [Row(1, 1, temperature: 10, heat: "x"), Row(2, 2, temperature: 20, heat: "y")]);
        Assert.Equal(["duplicates"], report.Leaks.Select(leak => leak.Together));
    }

    [Fact]
    public void RowsKeptForTesting_ThatShareAHeatOrRepeatARow_AreCounted()
    {
        var leaks = Check(Row(1, 1, "Fe", heat: "x"), Row(2, 2, "FeCr", heat: "y"), Row(3, 3, "Fe", heat: "x", split: "test"), Row(4, 4, "Ni", heat: "z", split: "test")).Leaks;
        Assert.Equal([("heat", 1, 1), ("duplicates", 1, 1)], leaks.Select(leak => (leak.Together, leak.Sets, leak.Rows)));
        Assert.All(leaks, leak => Assert.Contains("keeps for testing", leak.Between));
    }

    private sealed class Draw(int[] held) : IHoldOutDraw
    {
        private int rows;

        public void Take(Record inputs, IReadOnlyList<string?> groups) => rows++;

        public bool[] Held() => [.. Enumerable.Range(0, rows).Select(held.Contains)];
    }
}
