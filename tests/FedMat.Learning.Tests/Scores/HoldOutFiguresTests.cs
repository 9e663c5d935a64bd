using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>What sums over members say of unseen rows is what the rows themselves would say.</summary>
public sealed class HoldOutFiguresTests
{
    private static readonly Dataset[] Members = [.. Enumerable.Range(1, 3).Select(seed => Examples.Data(Examples.Rows(30 * seed, seed)))];

    [Fact]
    public void Figures_OfNumbers_AreThoseOfThePooledUnseenRows()
    {
        StudyModel model = Model(Classes.Ridge, Members);
        (double[] predictions, double[] truth, double[] scales) = Unseen(model, Members);
        HoldOutFigures figures = model.Figures!;
        Assert.Equal(180, figures.Rows);
        Assert.Equal(Metrics.MeanAbsoluteError(predictions, truth), figures.Mae, 1e-9);
        Assert.Equal(Metrics.RootMeanSquareError(predictions, truth), figures.Rmse, 1e-9);
        Assert.Equal(Metrics.Bias(predictions, truth), figures.Bias, 1e-9);
        Assert.Equal(Metrics.R2(predictions, truth)!.Value, figures.R2!.Value, 1e-9);
        Assert.Equal(2 * model.HalfWidth(scales.Average(), 0.9)!.Value, figures.Width90!.Value, 1e-9);
        Assert.Null(figures.Classes);
    }

    [Fact]
    public void Coverage90_OfSums_IsNearThatOfTheRowsSplitInHalves()
    {
        StudyModel model = Model(Classes.Ridge, Members);
        List<double>[] halves = [[], []];
        foreach (Dataset member in Members)
        {
            OutOfFold unseen = model.Unseen(member);
            int[] half = new MemberRows(member, Examples.Plan(Classes.Ridge), StudySettings.Parse(Examples.Plan(Classes.Ridge)), CancellationToken.None).Half;
            for (int i = 0; i < unseen.Rows.Length; i++)
                halves[half[unseen.Rows[i]]].Add(Math.Abs(unseen.Predictions[i] - member.Y[unseen.Rows[i]]) / unseen.Scales[i]);
        }

        double covered = halves[0].Count(score => score < Top(halves[1])) + halves[1].Count(score => score < Top(halves[0]));
        Assert.Equal(covered / 180, model.Figures!.Coverage90!.Value, 1e-12);
        Assert.InRange(covered / 180, 0.85, 0.97);
    }

    [Fact]
    public void Figures_OfFewRows_PromiseNoInterval()
    {
        HoldOutFigures figures = Model(Classes.Ridge, Examples.Data(Examples.Rows(5, 1))).Figures!;
        Assert.Equal((5, null, null), (figures.Rows, figures.Coverage90, figures.Width90));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("0.7")]
    public void Figures_OfEqualTargets_ExplainNothing(string target)
    {
        HoldOutFigures figures = Model(Classes.Ridge, Examples.Data(Examples.Rows(40, 1).Select(row => Classes.Labelled(row, target)))).Figures!;
        Assert.Null(figures.R2);
        Assert.Equal(0, figures.Bias, 1e-6);
    }

    [Fact]
    public void Figures_OfClasses_AreThoseOfThePooledUnseenRows()
    {
        Dataset[] members = Classes.Members;
        StudyModel model = Model(Classes.Auto, members);
        (double[] predictions, double[] truth, _) = Unseen(model, members);
        (double[] ones, double[] noughts) = (Of(1), Of(0));
        ClassFigures classes = model.Figures!.Classes!;
        Assert.True(model.HasClasses);
        Assert.Equal((ones.Length, noughts.Length), (classes.Positives, classes.Negatives));
        double right = (Part(ones, probability => probability >= 0.5) + Part(noughts, probability => probability < 0.5)) / 2;
        double above = ones.Average(one => noughts.Average(nought => one > nought ? 1 : one == nought ? 0.5 : 0));
        Assert.Equal(right, classes.BalancedAccuracy!.Value, 1e-12);
        Assert.Equal(above, classes.RocArea!.Value, 0.01);
        Assert.InRange(classes.RocArea!.Value, 0.9, 1);

        double[] Of(double label) => [.. predictions.Where((_, row) => truth[row] == label)];
    }

    [Fact]
    public void Figures_OfOneClass_TellNoClassesApart()
    {
        ClassFigures classes = Model(Classes.Auto, Examples.Data(Examples.Rows(40, 1).Select(row => Classes.Labelled(row, 1)))).Figures!.Classes!;
        Assert.Equal((40, 0), (classes.Positives, classes.Negatives));
        Assert.Null(classes.BalancedAccuracy);
        Assert.Null(classes.RocArea);
    }

    [Fact]
    public void Predict_ClassesByLearnersOfNumbersToo_IsAProbability()
    {
        StudyModel model = Model(Classes.Auto, Classes.Members);
        double[] predictions = new double[4];
        model.Predict([300, 5, 2.5f, -9000, 5, 2.5f, 700, 5, 2.5f, 9000, 5, 2.5f], predictions);
        Assert.All(predictions, probability => Assert.InRange(probability, 0, 1));
        Assert.InRange(predictions[0], 0, 0.3);
        Assert.InRange(predictions[2], 0.7, 1);
    }

    [Fact]
    public void Contribute_ClassesThatAreNumbers_AreRefused() =>
        Assert.Equal(RefusalCode.DataUnusable, Assert.Throws<RefusedException>(() => Model(Classes.Auto, Members)).Refusal.Code);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.4999, 63)]
    [InlineData(0.5, 64)]
    [InlineData(1, 127)]
    [InlineData(double.NaN, 0)]
    public void CellOf_AProbability_IsItsPlaceAmongEqualCells(double probability, int cell) => Assert.Equal(cell, ClassCells.CellOf(probability));

    private static double Part(double[] of, Func<double, bool> holds) => of.Count(holds) / (double)of.Length;

    /// <summary>The top of the cell of the score that covers nine in ten.</summary>
    private static double Top(List<double> scores) => LogCells.Top(LogCells.CellOf(scores.Order().ElementAt((int)Math.Ceiling(0.9 * (scores.Count + 1)) - 1)));

    private static (double[] Predictions, double[] Truth, double[] Scales) Unseen(StudyModel model, Dataset[] members)
    {
        (List<double> predictions, List<double> truth, List<double> scales) = ([], [], []);
        foreach (Dataset member in members)
        {
            OutOfFold unseen = model.Unseen(member);
            predictions.AddRange(unseen.Predictions);
            truth.AddRange(unseen.Rows.Select(row => (double)member.Y[row]));
            scales.AddRange(unseen.Scales);
        }

        return ([.. predictions], [.. truth], [.. scales]);
    }

    private static StudyModel Model(string learner, params Dataset[] members)
    {
        ILearner study = Learners.For(Examples.Plan(learner, rounds: 10));
        return (StudyModel)study.Model(Examples.Run(study, members));
    }

    private static class Classes
    {
        public const string Ridge = """{"name":"ridge","features":0,"models":5}""";

        public const string Auto = """
            {"name":"auto","candidates":[{"name":"boosted","loss":"logistic","depth":3,"columns":1},{"name":"ridge","features":0}]}
            """;

        public static Dataset[] Members =>
            [.. Enumerable.Range(1, 3).Select(seed => Examples.Data(Examples.Rows(40 * seed, seed).Select(row => Labelled(row, row[0] < '5' ? 0 : 1))))];

        public static string Labelled(string row, int label) => Labelled(row, $"{label}");

        public static string Labelled(string row, string label) => $"{row[..row.LastIndexOf(',')]},{label}";
    }
}
