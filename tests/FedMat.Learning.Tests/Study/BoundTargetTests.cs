using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Rows of tests that were stopped before the specimen gave way: the true target is above what stands there.</summary>
public sealed class BoundTargetTests
{
    private const string Boosted = """{"name":"boosted","columns":1}""";
    private static readonly Dataset Unseen = Examples.Data(Examples.Rows(80, 4));

    [Theory]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    public void Boosted_StoppedTests_TeachMoreThanLeftOutOrAsValues(double scatter)
    {
        double right = Error([.. Scattered(scatter, Stopped)]);
        double values = Error([.. Scattered(scatter, (row, place) => Stopped(row, place) with { Censoring = Censoring.None })]);
        double left = Error([.. Scattered(scatter, (row, place) => Stopped(row, place) is { Censoring: Censoring.None } kept ? kept : null)]);
        Assert.True(right < values && right < left, $"{right:0.000} bounds, {values:0.000} as values, {left:0.000} left out");
    }

    [Theory]
    [InlineData("""{"name":"forest","trees":5}""", 1)]
    [InlineData("""{"name":"forest","trees":5}""", 3)]
    [InlineData("""{"name":"ridge","features":0}""", 1)]
    [InlineData("""{"name":"ridge","features":0}""", 3)]
    public void Fit_LearnerWithoutBounds_IsAsIfTheirRowsWereNotThere(string learner, int cell)
    {
        Plan plan = Examples.Plan(learner) with { MinimumRows = 6, MinimumCell = cell };
        Dataset[] members = [.. Members(Stopped)];
        IFitter fitter = TreeExamples.Fitter(plan, members);
        FitRows[] all = [.. members.Select(member => FitExamples.Rows(plan, member))];
        FitRows[] measured = [.. all.Select(rows => rows with { Training = rows.Measured, Memory = null })];
        Assert.All(measured, rows => Assert.All(rows.Training, row => Assert.Equal(Censoring.None, rows.Rows.Bounds[row])));
        Assert.Contains(all, rows => rows.Training.Length > rows.Measured.Length);
        Assert.Equal(TreeExamples.Hash(fitter, FitExamples.Run(fitter, measured)), TreeExamples.Hash(fitter, FitExamples.Run(fitter, all)));
    }

    [Fact]
    public void Measured_RowsInGroups_AreWholeGroups()
    {
        Plan plan = Examples.Plan() with { MinimumRows = 6, MinimumCell = 3 };
        FitRows rows = FitExamples.Rows(plan, Members(Stopped).First());
        Assert.All(rows.Measured.GroupBy(row => rows.Rows.X[row * 3]), group => Assert.True(group.Count() >= 3));
        Assert.True(rows.Measured.Length > 20);
    }

    [Fact]
    public void Measured_GroupWithTooFewValues_IsLeftOut()
    {
        // Five equal rows of which two are measured, and four others.
        Dataset data = TreeExamples.Data(
            [.. Enumerable.Range(0, 9).Select(row => $"{(row < 5 ? 10 : 20)},1,1,{row}")],
            (row, place) => row with { Censoring = place is < 3 ? Censoring.Above : Censoring.None });
        Assert.Equal([5, 6, 7, 8], MeasuredRows.Of(data, [.. Enumerable.Range(0, 9)], 3));
        Assert.Equal([3, 4, 5, 6, 7, 8], MeasuredRows.Of(data, [.. Enumerable.Range(0, 9)], 1));
    }

    [Fact]
    public void Study_OfBoundsAlone_ComesToItsEndAndPromisesNothing()
    {
        Dataset[] members = [.. Members((row, _) => row with { Censoring = Censoring.Above })];
        foreach (string learner in new[] { Boosted, """{"name":"forest","trees":2}""", """{"name":"ridge","features":0}""" })
        {
            ILearner study = Learners.For(Examples.Plan(learner));
            StudyModel model = (StudyModel)study.Model(Examples.Run(study, members));
            Assert.Null(model.Figures);
            Assert.Null(model.HalfWidth(1, 0.9));
        }
    }

    /// <summary>Stopped at a target that is drawn between 5 and 15.</summary>
    private static LabelledRow Stopped(LabelledRow row, int place)
    {
        double stop = 5 + (10 * new SeededStream("stop", place).NextUnit());
        return row.Target > stop ? row with { Target = stop, Censoring = Censoring.Above } : row;
    }

    private static IEnumerable<Dataset> Members(Func<LabelledRow, int, LabelledRow> change) =>
        Enumerable.Range(1, 3).Select(member => TreeExamples.Data(Examples.Rows(60, member), change));

    /// <summary>Specimens differ: the measured target is off the true one, with a given deviation.</summary>
    private static IEnumerable<Dataset> Scattered(double scatter, Func<LabelledRow, int, LabelledRow?> change)
    {
        for (int member = 1; member <= 3; member++)
        {
            SeededStream stream = new("scatter", member);
            List<LabelledRow> rows = [];
            TreeExamples.Data(Examples.Rows(100, member), (row, place) =>
            {
                double off = (stream.NextUnit() + stream.NextUnit() + stream.NextUnit() - 1.5) * 2 * scatter;
                if (change(row with { Target = row.Target + off }, place) is { } kept)
                    rows.Add(kept);
                return row;
            });
            yield return Dataset.Of(DataContract.Parse(Examples.Contract, "test"), rows);
        }
    }

    private static double Error(Dataset[] members)
    {
        string contract = Examples.Contract.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)
            .Replace("\"maximum\":20}", "\"maximum\":20,\"censoring\":[\"above\"]}", StringComparison.Ordinal);
        ILearner study = Learners.For(
            Examples.Plan(Boosted, rounds: 150) with { Contract = JsonText.Parse(DataContract.Parse(contract, "test").ToJson()) });
        double[] predicted = new double[Unseen.Rows];
        study.Model(Examples.Run(study, members)).Predict(Unseen.X, predicted);
        return Metrics.MeanAbsoluteError(predicted, Unseen.Y);
    }
}
