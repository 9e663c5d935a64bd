using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class ForestFitTests
{
    private static readonly Dataset[] Members = [Examples.Data(Examples.Rows(40, 1)), Examples.Data(Examples.Rows(25, 2)), Examples.Data(Examples.Rows(90, 3))];
    private static readonly Dataset Unseen = Examples.Data(Examples.Rows(60, 4));

    [Theory]
    [InlineData("\"trees\":10")]
    [InlineData("\"trees\":3,\"minimumLeaf\":1,\"depth\":20,\"bins\":256")]
    [InlineData("\"trees\":5,\"features\":1,\"depth\":2,\"bins\":4")]
    public void Advance_Members_ArePooledRowsToTheLastBit(string settings)
    {
        Plan plan = TreeExamples.Forest(settings);
        (IFitter fitter, FitState federated) = TreeExamples.Fit(plan, Members);
        (_, FitState pooled) = TreeExamples.Fit(plan with { Members = [Examples.Member(0)] }, Dataset.Concat(Members));
        Assert.Equal(TreeExamples.Hash(fitter, pooled), TreeExamples.Hash(fitter, federated));
        Assert.Contains(((ForestState)federated).Trees, tree => tree.Length > 1);
    }

    [Fact]
    public void Predict_MoreTrees_ComesNear()
    {
        double few = Metrics.MeanAbsoluteError(TreeExamples.Predict(TreeExamples.Forest("\"trees\":1"), Unseen, Members), Unseen.Y);
        double many = Metrics.MeanAbsoluteError(TreeExamples.Predict(TreeExamples.Forest("\"trees\":60"), Unseen, Members), Unseen.Y);
        Assert.InRange(many, 0, Math.Min(few, 0.5));
    }

    [Fact]
    public void Predict_Variances_AreThoseOfTheTrees()
    {
        (IFitter fitter, FitState end) = TreeExamples.Fit(TreeExamples.Forest("\"trees\":7"), Members);
        ForestState forest = (ForestState)end;
        (double[] means, double[] variances) = (new double[Unseen.Rows], new double[Unseen.Rows]);
        fitter.Model(end).Predict(Unseen.X, means, variances);
        double[][] single = [.. forest.Trees.Select(tree => Means(fitter, forest with { Trees = [tree] }))];
        for (int row = 0; row < Unseen.Rows; row++)
        {
            double mean = single.Average(tree => tree[row]);
            Assert.Equal(mean, means[row], 1e-6);
            Assert.Equal(single.Average(tree => (tree[row] - mean) * (tree[row] - mean)), variances[row], 1e-6);
        }
    }

    [Fact]
    public void Advance_MinimumLeaf_HoldsInEveryLeaf()
    {
        Plan plan = TreeExamples.Forest("\"trees\":5,\"minimumLeaf\":7,\"bins\":64");
        (IFitter fitter, FitState end) = TreeExamples.Fit(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        CutGrid grid = new(FitExamples.Context(plan, Dataset.Concat(Members), bins: 64).Preparation.Thresholds, 64, []);
        foreach (TreeNode[] tree in ((ForestState)end).Trees)
        {
            int[] counts = new int[tree.Length];
            foreach (FitRows member in rows)
            {
                foreach (int row in member.Training)
                    counts[grid.LeafOf(tree, member.Rows.X.AsSpan(row * 3, 3))]++;
            }

            Assert.All(tree.Zip(counts).Where(node => node.First.IsLeaf), node => Assert.True(node.Second >= 7));
        }
    }

    [Fact]
    public void Advance_ConstantInputs_IsTheMean()
    {
        Dataset same = Examples.Data(Enumerable.Range(1, 9).Select(target => $"20,1,2.5,{target}"));
        Plan plan = TreeExamples.Forest();
        double expected = FitExamples.Rows(plan, same).Training.Average(row => same.Y[row]);
        Assert.All(TreeExamples.Predict(plan, Unseen, same), mean => Assert.Equal(expected, mean, 1e-5));
    }

    [Fact]
    public void Advance_ConstantTarget_IsThatTarget()
    {
        Dataset same = Examples.Data(Examples.Rows(30, 1).Select(row => $"{row[..row.LastIndexOf(',')]},4"));
        Assert.All(TreeExamples.Predict(TreeExamples.Forest(), Unseen, same), mean => Assert.Equal(4, mean, 1e-6));
    }

    [Fact]
    public void Advance_MemberWithoutRows_ChangesNothing()
    {
        Plan plan = TreeExamples.Forest();
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        FitRows empty = FitExamples.NoRows(plan, Examples.Data(Examples.Rows(1, 9))) with { Held = [] };
        Assert.Equal(TreeExamples.Hash(fitter, FitExamples.Run(fitter, rows)), TreeExamples.Hash(fitter, FitExamples.Run(fitter, [.. rows, empty])));
    }

    [Fact]
    public void Advance_NoRowsAtAll_IsTheSurveysMean()
    {
        Plan plan = TreeExamples.Forest();
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitState end = FitExamples.Run(fitter, FitExamples.NoRows(plan, Members[0]));
        double mean = Dataset.Concat(Members).Y.Average();
        Assert.All(Means(fitter, end), predicted => Assert.Equal(mean, predicted, 1e-6));
    }

    [Fact]
    public void Predict_RowsOfWeight_PullTheirLeaves()
    {
        string[] rows = [.. Enumerable.Range(0, 40).Select(row => $"{row},1,2.5,{row % 2}")];
        Dataset heavy = TreeExamples.Data(rows, (row, _) => row with { Weight = row.Target > 0.5 ? 3 : 1 });
        Plan plan = TreeExamples.Forest("\"trees\":20,\"depth\":1,\"minimumLeaf\":10");
        double[] means = TreeExamples.Predict(plan, heavy, heavy);
        Assert.InRange(means.Average(), 0.68, 0.82);
    }

    [Fact]
    public void Contribute_ToAStateThatJumps_IsAsIfFromTheStart()
    {
        Plan plan = TreeExamples.Forest("\"trees\":3");
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        for (FitState state = fitter.Start(); fitter.Ask(state) is not null; state = FitExamples.Round(fitter, state, rows))
            Assert.Equal(Slots(fitter, state, FitExamples.Rows(plan, Members[2])), Slots(fitter, FitExamples.ReadBack(fitter, state), rows[2]));
    }

    private static double[] Means(IFitter fitter, FitState end)
    {
        double[] means = new double[Unseen.Rows];
        fitter.Model(end).Predict(Unseen.X, means, new double[Unseen.Rows]);
        return means;
    }

    private static long[] Slots(IFitter fitter, FitState state, FitRows rows) => fitter.Contribute(state, rows, CancellationToken.None).ExactAt(0).ToArray();
}
