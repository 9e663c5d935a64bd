using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class RowGroupsTests
{
    [Fact]
    public void Apply_TwoClusters_GivesEachItsMeanAndKeepsTargets()
    {
        Dataset data = Examples.Data("100,1,2,1", "900,9,2,2", "110,1,2,3", "910,9,2,4", "120,1,2,5", "920,9,2,6");
        Dataset grouped = RowGroups.Apply(data, 3);
        float[] low = [110, 1, 2], high = [910, 9, 2];
        Assert.Equal([.. low, .. high, .. low, .. high, .. low, .. high], grouped.X);
        Assert.Equal([1, 2, 3, 4, 5, 6], grouped.Y);
        Assert.Equal(data.Lines, grouped.Lines);
    }

    /// <summary>By hand on a line: 10 is farthest from the mean, then 0 from 10; what is left makes the third group.</summary>
    [Fact]
    public void Partition_PointsOnALine_FollowsThePublishedSteps()
    {
        IReadOnlyList<int[]> groups = Microaggregation.Partition([0, 1, 1.5, 4, 4.5, 8, 10], 1, 2);
        Assert.Equal([[5, 6], [0, 1], [2, 3, 4]], groups);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(500, 3)]
    [InlineData(501, 5)]
    [InlineData(59, 20)]
    public void Partition_AnyNumberOfPoints_MakesGroupsOfKToTwiceKLessOne(int count, int size)
    {
        SeededStream stream = new("partition", count);
        double[] points = [.. Enumerable.Range(0, 3 * count).Select(_ => (double)stream.NextUnit())];
        IReadOnlyList<int[]> groups = Microaggregation.Partition(points, 3, size);
        Assert.All(groups, group => Assert.InRange(group.Length, size, (2 * size) - 1));
        Assert.Equal(Enumerable.Range(0, count), groups.SelectMany(group => group).Order());
    }

    [Fact]
    public void Apply_RowsInAnotherOrder_GivesEachRowTheSameInputs()
    {
        string[] rows = [.. Examples.Rows(60, 1), .. Examples.Rows(20, 1)];
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        new SeededStream("order", 1).Shuffle(order);
        string[] first = Rows(RowGroups.Apply(Examples.Data(rows), 4));
        string[] second = Rows(RowGroups.Apply(Examples.Data(order.Select(row => rows[row])), 4));
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Apply_MeanInputs_AreThoseOfTheRows()
    {
        Dataset data = Examples.Data(Examples.Rows(100, 1));
        Dataset grouped = RowGroups.Apply(data, 3);
        for (int j = 0; j < 2; j++)
            Assert.Equal(Column(data, j).Average(), Column(grouped, j).Average(), 1e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Apply_FewerRowsThanOneGroup_IsRefused(int rows)
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => RowGroups.Apply(Examples.Data(Examples.Rows(rows, 1)), 3));
        Assert.Equal(RefusalCode.TooFewRows, refused.Refusal.Code);
        Assert.Contains("at least 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_Bounds_ChangeNoGroupAndLieBesideTheNearest()
    {
        string[] rows = ["100,1,2,1", "900,9,2,2", "110,1,2,3", "910,9,2,4", "120,1,2,5", "920,9,2,6", "880,9,2,7", "130,2,2,8"];
        Dataset grouped = RowGroups.Apply(TreeExamples.Data(rows, (row, place) => place < 6 ? row : row with { Censoring = Censoring.Above }), 3);
        float[] low = [110, 1, 2], high = [910, 9, 2];
        Assert.Equal([.. low, .. high, .. low, .. high, .. low, .. high, .. high, .. low], grouped.X);
    }

    [Fact]
    public void Apply_BoundsOfAContractsGroup_StayWithItsMeasuredRows()
    {
        string[] rows = ["100,1,2,1", "101,1,2,2", "900,9,2,3", "901,9,2,4", "905,9,2,5", "100,1,2,6", "100,1,2,7"];
        string[] groups = ["b", "b", "a", "c", "c", "c", "d"];
        Dataset grouped = RowGroups.Apply(
            TreeExamples.Data(rows, (row, place) => row with { Group = groups[place], Censoring = place < 5 ? Censoring.None : Censoring.Below }), 2);
        // Of 'a' there are too few: it is joined with 'c', or with 'b'. Of 'd' nothing is measured.
        Assert.Equal(grouped.Groups[3], grouped.Groups[5]);
        Assert.Equal(grouped.X[9..12], grouped.X[15..18]);
        Assert.Equal("d", grouped.Groups[6]);
        Assert.Equal([100f, 1, 2], grouped.X[18..]);
    }

    [Fact]
    public void Apply_FewerMeasuredRowsThanOneGroup_IsRefusedHoweverManyBounds()
    {
        Dataset data = TreeExamples.Data(Examples.Rows(20, 1), (row, place) => row with { Censoring = place < 18 ? Censoring.Above : Censoring.None });
        RefusedException refused = Assert.Throws<RefusedException>(() => RowGroups.Apply(data, 3));
        Assert.Equal(RefusalCode.TooFewRows, refused.Refusal.Code);
        Assert.Contains("2 rows with a measured target", refused.Message, StringComparison.Ordinal);
        Assert.Same(data, RowGroups.Near(data, 3));
    }

    private static string[] Rows(Dataset data) =>
        [.. data.X.Chunk(data.Inputs).Zip(data.Y, (inputs, target) => string.Join(' ', inputs.Append((float)target)))];

    private static IEnumerable<float> Column(Dataset data, int column) =>
        data.X.Where((_, place) => place % data.Inputs == column);
}
