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
    [InlineData(5)]
    [InlineData(1)]
    public void Apply_FewerRowsThanTwoGroups_IsRefused(int rows)
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => RowGroups.Apply(Examples.Data(Examples.Rows(rows, 1)), 3));
        Assert.Equal(RefusalCode.TooFewRows, refused.Refusal.Code);
        Assert.Contains("at least 6", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contribute_WithMinimumCell_CountsAndTrainsOnGroupsAlone()
    {
        NudgingTrainer trainer = new();
        ILearner learner = Learners.For(Examples.Plan() with { MinimumRows = 10, MinimumCell = 5 }, trainer);
        Dataset data = Examples.Data(Examples.Rows(100, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        Examples.Round(learner, state, data);
        TrainingTask task = Assert.Single(trainer.Tasks);
        Assert.All(task.X.Chunk(3).CountBy(row => string.Join(' ', row)), group => Assert.True(group.Value >= 5));
        ILearner plain = Learners.For(Examples.Plan(), trainer);
        Assert.Equal(state.Hash, Examples.Round(plain, plain.Start(), RowGroups.Apply(data, 5)).Hash);
    }

    [Fact]
    public void Contribute_SameRowsAgain_AreNotGroupedAgain()
    {
        Seen seen = new();
        GroupedLearner learner = new(seen, 3);
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        for (int i = 0; i < 2; i++)
            learner.Contribute(seen.Start(), data, default);
        Assert.Same(seen.Data[0], seen.Data[1]);
        Assert.NotSame(data, seen.Data[0]);
    }

    private static string[] Rows(Dataset data) =>
        [.. data.X.Chunk(data.Inputs).Zip(data.Y, (inputs, target) => string.Join(' ', inputs.Append((float)target)))];

    private static IEnumerable<float> Column(Dataset data, int column) =>
        data.X.Where((_, place) => place % data.Inputs == column);

    /// <summary>Keeps what it is given.</summary>
    private sealed class Seen : ILearner
    {
        public List<Dataset> Data { get; } = [];

        public ModelState Start() => new([1]);

        public RoundSpec? Ask(ModelState state) => new("rows", Ring.Bits64, Block.Whole("rows", 1, 22));

        public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
        {
            Data.Add(data);
            return new LocalVector(Ask(state)!, 1).Exact("rows", [data.Rows]);
        }

        public ModelState Advance(ModelState state, RingVector sum) => state;

        public LearnerProgress Describe(ModelState state) => new("rows", 0, 0, null, null);

        public IModel Model(ModelState state) => throw new NotSupportedException();
    }
}
