using System.Security.Cryptography;
using FedMat.Aggregation;
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

    /// <summary>Survey, bins, fits, scores and calibration; networks alone learn from bounds where rows are in groups.</summary>
    [Theory]
    [InlineData("""{"name":"forest","trees":5,"models":5}""", 1)]
    [InlineData("""{"name":"forest","trees":5,"models":5}""", 3)]
    [InlineData("""{"name":"ridge","features":0,"models":5}""", 1)]
    [InlineData("""{"name":"ridge","features":0,"models":5}""", 3)]
    [InlineData("""{"name":"boosted","columns":1,"models":5}""", 3)]
    [InlineData("""{"name":"auto","candidates":[{"name":"boosted","depth":2},{"name":"forest","trees":3},{"name":"ridge","features":0}]}""", 3)]
    public void Contribute_ExactSums_AreAsIfRowsWithBoundsWereNotThere(string learner, int cell)
    {
        ILearner study = Learners.For(Bounded(learner, rounds: 4) with { MinimumRows = 6, MinimumCell = cell });
        Dataset all = Members((row, place) => Stopped(row with { Group = place % 5 < 2 ? $"heat {place % 20}" : null }, place)).First();
        Dataset measured = all.Select([.. Enumerable.Range(0, all.Rows).Where(row => all.Bounds[row] == Censoring.None)]);
        Assert.InRange(measured.Rows, 10, all.Rows - 10);
        HashSet<string> phases = [];
        for (ModelState state = study.Start(); study.Ask(state) is { } spec; state = Examples.Round(study, state, all))
        {
            phases.Add(spec.Phase);
            Assert.Equal(Sent(study, state, measured), Sent(study, state, all));
        }

        Assert.Superset(new HashSet<string> { "survey", "scores", "calibration" }, phases);
    }

    [Fact]
    public void Contribute_BoostedOfRowsAsTheyAre_TakesBounds()
    {
        ILearner study = Learners.For(Bounded(Boosted));
        Dataset all = Members(Stopped).First();
        Dataset measured = all.Select(MeasuredRows.Of(all));
        ModelState state = study.Start();
        while (study.Ask(state)!.Phase is "survey" or "bins")
            state = Examples.Round(study, state, all);
        Assert.NotEqual(Sent(study, state, measured), Sent(study, state, all));
    }

    [Fact]
    public void View_RowsInGroups_GivesBoundsToTrainingOfNetworksAlone()
    {
        Dataset data = Members(Stopped).First();
        FitRows rows = FitExamples.Rows(Examples.Plan() with { MinimumRows = 6, MinimumCell = 3 }, data);
        Assert.Contains(rows.Training, row => data.Bounds[row] != Censoring.None);
        Assert.All(rows.Held.Concat(rows.Measured).Concat(rows.Summed), row => Assert.Equal(Censoring.None, data.Bounds[row]));
        FitRows plain = FitExamples.Rows(Examples.Plan(), data);
        Assert.Equal(plain.Training, plain.Summed);
    }

    [Theory]
    [InlineData(Boosted)]
    [InlineData("""{"name":"forest","trees":2}""")]
    [InlineData("""{"name":"ridge","features":0}""")]
    public void Study_OfBoundsAlone_IsRefused(string learner)
    {
        ILearner study = Learners.For(Examples.Plan(learner));
        RefusedException refused = Assert.Throws<RefusedException>(
            () => Examples.Round(study, study.Start(), Members((row, _) => row with { Censoring = Censoring.Above })));
        Assert.Contains("measured target", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_MemberWithBoundsAlone_GoesOn()
    {
        Dataset[] members = [.. Members((row, _) => row with { Censoring = Censoring.Above }).Take(1), .. Members(Stopped).Skip(1)];
        ILearner study = Learners.For(Bounded(Boosted));
        Assert.True(double.IsFinite(((StudyModel)study.Model(Examples.Run(study, members))).Figures!.Mae));
    }

    [Fact]
    public void Contribute_BoundOfAClass_IsRefusedWithItsLine()
    {
        Plan plan = TreeExamples.Boosted("\"loss\":\"logistic\"");
        Dataset data = TreeExamples.Data(
            Examples.Rows(20, 1), (row, place) => row with { Target = place % 2, Censoring = place == 7 ? Censoring.Above : Censoring.None });
        IFitter fitter = TreeExamples.Fitter(plan, data);
        RefusedException refused = Assert.Throws<RefusedException>(() => FitExamples.Round(fitter, fitter.Start(), FitExamples.Rows(plan, data)));
        Assert.Equal(RefusalCode.DataUnusable, refused.Refusal.Code);
        Assert.Contains($"line {data.Lines[7]}", refused.Message, StringComparison.Ordinal);
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

    /// <summary>A plan whose contract allows bounds.</summary>
    private static Plan Bounded(string learner, int rounds = 3)
    {
        string contract = Examples.Contract.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)
            .Replace("\"maximum\":20}", "\"maximum\":20,\"censoring\":[\"above\"]}", StringComparison.Ordinal);
        return Examples.Plan(learner, rounds: rounds) with { Contract = JsonText.Parse(DataContract.Parse(contract, "test").ToJson()) };
    }

    private static long[] Sent(ILearner study, ModelState state, Dataset rows)
    {
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        RingVector sent = Quantiser.Encode(study.Contribute(state, rows, CancellationToken.None), source);
        return [.. Enumerable.Range(0, sent.Length).Select(slot => sent[slot])];
    }

    private static double Error(Dataset[] members)
    {
        ILearner study = Learners.For(Bounded(Boosted, rounds: 150));
        double[] predicted = new double[Unseen.Rows];
        study.Model(Examples.Run(study, members)).Predict(Unseen.X, predicted);
        return Metrics.MeanAbsoluteError(predicted, Unseen.Y);
    }
}
