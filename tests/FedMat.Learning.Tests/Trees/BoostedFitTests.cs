using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class BoostedFitTests
{
    private static readonly Dataset[] Members = [Examples.Data(Examples.Rows(40, 1)), Examples.Data(Examples.Rows(25, 2)), Examples.Data(Examples.Rows(90, 3))];
    private static readonly Dataset Unseen = Examples.Data(Examples.Rows(60, 4));

    [Theory]
    [InlineData("\"loss\":\"squared\"")]
    [InlineData("\"loss\":\"absolute\",\"depth\":6,\"minimumLeaf\":1")]
    [InlineData("\"loss\":\"huber\",\"delta\":0.5,\"parallel\":3")]
    [InlineData("\"loss\":\"quantile\",\"level\":0.9,\"columns\":1,\"patience\":0")]
    public void Advance_Members_ArePooledRowsToTheLastBit(string settings)
    {
        Plan plan = TreeExamples.Boosted(settings);
        (IFitter fitter, FitState federated) = TreeExamples.Fit(plan, Members);
        (_, FitState pooled) = TreeExamples.Fit(plan with { Members = [Examples.Member(0)] }, Dataset.Concat(Members));
        Assert.Equal(TreeExamples.Hash(fitter, pooled), TreeExamples.Hash(fitter, federated));
        Assert.NotEmpty(((BoostedState)federated).Trees);
    }

    [Fact]
    public void Advance_GroupedRows_ArePooledGroupsToTheLastBit()
    {
        Plan plan = TreeExamples.Boosted() with { MinimumRows = 6, MinimumCell = 3 };
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        Dataset pooled = Dataset.Concat([.. rows.Select(member => member.Rows)]);
        FitRows together = new(
            pooled, Dataset.Concat(Members), [.. Shifted(rows, member => member.Training)], [.. Shifted(rows, member => member.Held)], 1, 1);
        Assert.Equal(TreeExamples.Hash(fitter, FitExamples.Run(fitter, together)), TreeExamples.Hash(fitter, FitExamples.Run(fitter, rows)));
    }

    [Fact]
    public void Predict_MoreRounds_ComesNearer()
    {
        double[] errors = [.. new[] { 1, 10, 60 }.Select(rounds =>
            Metrics.MeanAbsoluteError(TreeExamples.Predict(TreeExamples.Boosted(rounds: rounds), Unseen, Members), Unseen.Y))];
        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(" > ", errors));
        Assert.InRange(errors[2], 0, 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Predict_WithADirection_NeverGoesAgainstIt(int direction)
    {
        Plan plan = TreeExamples.Boosted($"\"depth\":5,\"minimumLeaf\":1,\"columns\":1,\"monotone\":{{\"time_h\":{direction}}}", rounds: 15);
        (IFitter fitter, FitState end) = TreeExamples.Fit(plan, Members);
        double[] means = new double[101];
        foreach (float temperature in new[] { 50f, 400f, 900f })
        {
            float[] inputs = [.. Enumerable.Range(0, means.Length).SelectMany(step => new[] { temperature, step / 10f, 2.5f })];
            fitter.Model(end).Predict(inputs, means, new double[means.Length]);
            Assert.All(means.Zip(means.Skip(1)), pair => Assert.True((pair.Second - pair.First) * direction >= 0));
        }
    }

    [Fact]
    public void Fit_DirectionOfTheContract_IsHeededLikeOneOfThePlan()
    {
        string contract = Examples.Contract.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)
            .Replace("\"unit\":\"h\",", "\"unit\":\"h\",\"direction\":\"falling\",", StringComparison.Ordinal);
        Plan plan = TreeExamples.Boosted() with { Contract = JsonText.Parse(DataContract.Parse(contract, "test").ToJson()) };
        (IFitter byContract, FitState one) = TreeExamples.Fit(plan, Members);
        (IFitter byPlan, FitState other) = TreeExamples.Fit(TreeExamples.Boosted("\"monotone\":{\"time_h\":-1}"), Members);
        (IFitter without, FitState free) = TreeExamples.Fit(TreeExamples.Boosted(), Members);
        Assert.Equal(TreeExamples.Hash(byPlan, other), TreeExamples.Hash(byContract, one));
        Assert.NotEqual(TreeExamples.Hash(without, free), TreeExamples.Hash(byContract, one));
    }

    [Fact]
    public void Predict_RowsOfWeightTwo_CountLikeRowsTwice()
    {
        string[] rows = Examples.Rows(60, 5);
        Plan plan = TreeExamples.Boosted("\"minimumLeaf\":1,\"depth\":1,\"columns\":1,\"patience\":0");
        Dataset twice = TreeExamples.Data(rows, (row, place) => row with { Weight = place % 2 == 0 ? 2 : 1 });
        Dataset repeated = Examples.Data(rows.SelectMany((row, place) => Enumerable.Repeat(row, place % 2 == 0 ? 2 : 1)));
        // The survey and its bins do not weigh rows; of the repeated rows both are taken.
        FitContext context = FitExamples.Context(plan, repeated, bins: 64);
        IFitter fitter = BoostedFitter.Candidate(BoostedSettings.Parse(plan.Learner), plan).Fitter(context);
        double[][] means = [.. new[] { twice, repeated }.Select(data => Means(fitter, FitExamples.Run(fitter, FitExamples.Rows(plan, data)), Unseen))];
        Assert.All(means[0].Zip(means[1]), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Assert.NotEqual(means[1], Means(fitter, FitExamples.Run(fitter, FitExamples.Rows(plan, Examples.Data(rows))), Unseen));
    }

    [Fact]
    public void Predict_TargetsThatAreBounds_PullOnlyFromTheWrongSide()
    {
        // Above 800 degrees every test was stopped early: the true value is above what stands there.
        static LabelledRow Stopped(LabelledRow row, Censoring bound) =>
            row.Target > 9 ? row with { Target = 7, Censoring = bound } : row;
        string[] rows = Examples.Rows(200, 6);
        Plan plan = TreeExamples.Boosted("\"columns\":1,\"patience\":0", rounds: 20);
        double[] wrong = TreeExamples.Predict(plan, Unseen, TreeExamples.Data(rows, (row, _) => Stopped(row, Censoring.None)));
        double[] right = TreeExamples.Predict(plan, Unseen, TreeExamples.Data(rows, (row, _) => Stopped(row, Censoring.Above)));
        Assert.True(Metrics.MeanAbsoluteError(right, Unseen.Y) < Metrics.MeanAbsoluteError(wrong, Unseen.Y) - 0.1);
    }

    [Fact]
    public void Advance_HoldOutErrorThatRises_KeepsTheBestRound()
    {
        // A target of pure noise: the hold-out error soon rises.
        SeededStream noise = new("noise", 1);
        string[] rows = [.. Examples.Rows(150, 7).Select(row => $"{row[..row.LastIndexOf(',')]},{noise.NextUnit() * 20}")];
        Plan plan = TreeExamples.Boosted("\"learningRate\":0.5,\"patience\":4,\"minimumLeaf\":1,\"depth\":6", rounds: 50);
        (IFitter fitter, FitState end) = TreeExamples.Fit(plan, Examples.Data(rows));
        BoostedState state = (BoostedState)end;
        Assert.Equal(state.Best + 4, state.Rounds);
        Assert.Equal(state.Best, state.Trees.Length);
        Assert.Null(fitter.Ask(end));
    }

    [Fact]
    public void Advance_ConstantTarget_IsThatTarget()
    {
        Dataset same = Examples.Data(Examples.Rows(30, 1).Select(row => $"{row[..row.LastIndexOf(',')]},4"));
        Assert.All(TreeExamples.Predict(TreeExamples.Boosted(), Unseen, same), mean => Assert.Equal(4, mean, 1e-6));
    }

    [Fact]
    public void Advance_ConstantInputs_IsTheMean()
    {
        Dataset same = Examples.Data(Enumerable.Range(1, 9).Select(target => $"20,1,2.5,{target}"));
        (IFitter fitter, FitState end) = TreeExamples.Fit(TreeExamples.Boosted(), same);
        Assert.Empty(((BoostedState)end).Trees);
        Assert.All(Means(fitter, end, Unseen), mean => Assert.Equal(5, mean, 1e-6));
    }

    [Fact]
    public void Advance_MembersOfOneRowOrNone_ChangeNothingElse()
    {
        Plan plan = TreeExamples.Boosted();
        Dataset one = Examples.Data(Examples.Rows(1, 9));
        IFitter fitter = TreeExamples.Fitter(plan, [.. Members, one]);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        FitRows empty = FitExamples.NoRows(plan, one) with { Held = [] };
        Assert.Equal(TreeExamples.Hash(fitter, FitExamples.Run(fitter, rows)), TreeExamples.Hash(fitter, FitExamples.Run(fitter, [.. rows, empty])));
        Assert.Null(fitter.Ask(FitExamples.Run(fitter, [.. rows, FitExamples.Rows(plan, one)])));
    }

    [Fact]
    public void Advance_NoRowsAtAll_IsDoneWithoutTrees()
    {
        Plan plan = TreeExamples.Boosted();
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitState end = FitExamples.Run(fitter, FitExamples.NoRows(plan, Members[0]));
        Assert.Empty(((BoostedState)end).Trees);
    }

    [Fact]
    public void Contribute_ToAStateThatJumps_IsAsIfFromTheStart()
    {
        Plan plan = TreeExamples.Boosted("\"parallel\":2");
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        FitState state = fitter.Start();
        for (; fitter.Ask(state) is not null; state = FitExamples.Round(fitter, state, rows))
            Assert.Equal(Slots(fitter, state, FitExamples.Rows(plan, Members[2])), Slots(fitter, FitExamples.ReadBack(fitter, state), rows[2]));
        FitState again = FitExamples.Round(fitter, FitExamples.Round(fitter, fitter.Start(), rows), rows);
        Assert.Equal(Slots(fitter, again, FitExamples.Rows(plan, Members[2])), Slots(fitter, again, rows[2]));
    }

    [Fact]
    public void Predict_Classes_AreProbabilities()
    {
        Dataset data = Examples.Data(Examples.Rows(300, 8).Select(row => $"{row[..row.LastIndexOf(',')]},{(row[0] < '5' ? 0 : 1)}"));
        double[] probabilities = TreeExamples.Predict(TreeExamples.Boosted("\"loss\":\"logistic\",\"columns\":1", rounds: 30), data, data);
        Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
        Assert.InRange(Metrics.MeanAbsoluteError(probabilities, data.Y), 0, 0.2);
    }

    [Fact]
    public void Predict_OneClass_IsNearlyCertain()
    {
        Dataset data = Examples.Data(Examples.Rows(50, 8).Select(row => $"{row[..row.LastIndexOf(',')]},1"));
        Assert.All(TreeExamples.Predict(TreeExamples.Boosted("\"loss\":\"logistic\""), data, data), probability => Assert.InRange(probability, 0.95, 1));
    }

    [Fact]
    public void Contribute_TargetThatIsNoClass_IsRefusedWithItsLine()
    {
        RefusedException error = Assert.Throws<RefusedException>(() => TreeExamples.Fit(TreeExamples.Boosted("\"loss\":\"logistic\""), Members));
        Assert.Equal(RefusalCode.DataUnusable, error.Refusal.Code);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_HistogramsThatCountMoreThanTheWhole_AreRefused()
    {
        Plan plan = TreeExamples.Boosted("\"patience\":0,\"columns\":1");
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitState state = FitExamples.Round(fitter, fitter.Start(), FitExamples.Rows(plan, Members[2]));
        RingVector nonsense = Examples.Sum(fitter.Ask(state)!, slot => slot == 0 ? 10 : 11);
        RefusedException error = Assert.Throws<RefusedException>(() => fitter.Advance(state, SumSlice.All(nonsense)));
        Assert.Equal(RefusalCode.SumBeyondRange, error.Refusal.Code);
    }

    private static double[] Means(IFitter fitter, FitState end, Dataset of)
    {
        double[] means = new double[of.Rows];
        fitter.Model(end).Predict(of.X, means, new double[of.Rows]);
        return means;
    }

    private static long[] Slots(IFitter fitter, FitState state, FitRows rows)
    {
        LocalVector vector = fitter.Contribute(state, rows, CancellationToken.None);
        return [.. vector.Spec.Blocks.SelectMany((_, block) => vector.ExactAt(block).ToArray())];
    }

    /// <summary>Places among the pooled rows.</summary>
    private static IEnumerable<int> Shifted(FitRows[] members, Func<FitRows, int[]> places)
    {
        int before = 0;
        foreach (FitRows member in members)
        {
            foreach (int place in places(member))
                yield return before + place;
            before += member.Rows.Rows;
        }
    }
}
