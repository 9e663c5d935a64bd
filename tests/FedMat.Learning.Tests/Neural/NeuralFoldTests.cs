using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class NeuralFoldTests
{
    private const string Plain = NeuralExamples.Plain;

    [Fact]
    public void Advance_Weights_MoveByTheMeanWeightedByRows()
    {
        (FitRows small, FitRows large) = (NeuralExamples.Rows(30, 1), NeuralExamples.Rows(900, 2));
        IFitter fitter = NeuralExamples.Fitter(Plain, new NudgingTrainer(task => task.Rows < 20 ? 0.1f : -0.2f));
        FitState moved = FitExamples.Round(fitter, fitter.Start(), small, large);
        (int few, int many) = (small.Training.Length, large.Training.Length);
        double expected = ((0.1 * few) - (0.2 * many)) / (few + many);
        Assert.Equal(expected, NeuralExamples.First(fitter, moved) - NeuralExamples.First(fitter, fitter.Start()), 1e-6);
        Assert.Equal(0.5, moved.TrainLoss!.Value, 1e-6);
    }

    [Fact]
    public void Advance_OneStepOfAllRows_IsTheStepOnPooledRows()
    {
        string[][] parts = [Examples.Rows(30, 1), Examples.Rows(7, 2), Examples.Rows(200, 3)];
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"batchPart\":1,\"loss\":\"squared\"", new LinearTrainer());
        FitState federated = fitter.Start(), pooled = fitter.Start();
        FitRows[] members = [.. parts.Select(rows => FitExamples.Rows(NeuralExamples.Plan(""), Examples.Data(rows)))];
        FitRows all = FitExamples.Rows(NeuralExamples.Plan(""), Examples.Data(parts.SelectMany(rows => rows)));
        for (int round = 0; round < 3; round++)
            (federated, pooled) = (FitExamples.Round(fitter, federated, members), FitExamples.Round(fitter, pooled, all));
        Assert.All(
            ((NeuralState)federated).Weights.Zip(((NeuralState)pooled).Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.NotEqual(((NeuralState)fitter.Start()).Weights, ((NeuralState)pooled).Weights);
    }

    [Fact]
    public void Advance_PassOfMinibatches_ConvergesToLeastSquares()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"loss\":\"squared\",\"decay\":\"cosine\"", new LinearTrainer(), rounds: 400);
        FitRows[] members = [NeuralExamples.Rows(150, 1), NeuralExamples.Rows(50, 2)];
        NeuralState end = (NeuralState)FitExamples.Run(fitter, members);
        // The rule's slopes on the standardised scale, by the spread of uniform numbers: the temperature explains most.
        Assert.InRange(end.Weights[0], 0.6, 0.8);
        Assert.InRange(end.Weights[1], 0.5, 0.75);
    }

    [Fact]
    public void Advance_MembersWithoutTrainingRows_ChangeNothing()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain, new NudgingTrainer());
        FitRows none = NeuralExamples.Rows(20, 1) with { Training = [] };
        FitState moved = FitExamples.Round(fitter, fitter.Start(), none, none);
        Assert.Equal(NeuralExamples.First(fitter, fitter.Start()), NeuralExamples.First(fitter, moved));
        Assert.Equal(1, moved.Round);
    }

    [Fact]
    public void Contribute_MoreRowsThanTheMaximumWeight_CountsTheMaximum()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain, new NudgingTrainer(), maximumWeight: 10);
        LocalVector answer = fitter.Contribute(fitter.Start(), NeuralExamples.Rows(50, 1, maximumWeight: 10), default);
        Assert.Equal(10, answer.ExactAt(0)[0]);
        Assert.Equal(1, answer.Share);
        Assert.Equal(0.25f, answer.WeightedAt(2)[0]);
    }

    [Fact]
    public void Contribute_TrainingRows_AreStandardisedAndWithoutTheHeldOnes()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(500, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"localSteps\":0,\"epochs\":1", trainer, data: rows.Original);
        fitter.Contribute(fitter.Start(), rows, default);
        TrainingTask task = Assert.Single(trainer.Tasks);
        Assert.Equal(rows.Training.Length, task.Rows);
        Assert.InRange(rows.Held.Length, 60, 140);
        for (int column = 0; column < 2; column++)
        {
            float[] values = [.. Enumerable.Range(0, task.Rows).Select(row => task.X[(3 * row) + column])];
            Assert.Equal(0, values.Average(), 0.1);
            Assert.Equal(1, values.Average(value => value * value), 0.1);
        }

        Assert.All(Enumerable.Range(0, task.Rows), row => Assert.Equal(0, task.X[(3 * row) + 2]));
    }

    [Fact]
    public void Contribute_SingleStep_HandsOverItsRowsAlone()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(500, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"batchPart\":0.25", trainer);
        fitter.Contribute(fitter.Start(), rows, default);
        TrainingTask task = Assert.Single(trainer.Tasks);
        Assert.InRange(task.Rows, (rows.Training.Length - 3) / 4, (rows.Training.Length + 3) / 4);
        Assert.Equal(Enumerable.Range(0, task.Rows), Assert.Single(task.Batches).Rows);
    }

    [Fact]
    public void Contribute_SeveralSteps_HandOverTheRowsOfAllOfThem()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(500, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"batchPart\":0.25,\"localSteps\":2", trainer);
        fitter.Contribute(fitter.Start(), rows, default);
        TrainingTask task = Assert.Single(trainer.Tasks);
        Assert.Equal(Enumerable.Range(0, task.Rows), task.Batches.SelectMany(batch => batch.Rows));
        Assert.Equal(rows.Training.Length / 2, task.Rows);
        Assert.Equal(2, task.Batches.Count);
    }

    [Fact]
    public void Contribute_EpochsThatSeeRowsTwice_HandThemOverOnce()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(50, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"localSteps\":0,\"epochs\":2", trainer);
        fitter.Contribute(fitter.Start(), rows, default);
        Assert.Equal(rows.Training.Length, Assert.Single(trainer.Tasks).Rows);
    }

    [Fact]
    public void Contribute_WeightsAndBoundsOfRows_AreHandedOver()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(50, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"batchPart\":1", trainer);
        fitter.Contribute(fitter.Start(), rows, default);
        (rows.Original.Weights[rows.Training[3]], rows.Original.Bounds[rows.Training[4]]) = (0.25, Censoring.Above);
        fitter.Contribute(fitter.Start(), rows, default);
        Assert.Null(trainer.Tasks[0].RowWeights);
        Assert.Null(trainer.Tasks[0].Bounds);
        Assert.Equal(0.25f, trainer.Tasks[1].RowWeights!.Min());
        Assert.Single(trainer.Tasks[1].Bounds!, Censoring.Above);
    }

    [Fact]
    public void Contribute_LaterRounds_HaveOtherSeedsAndASmallerRate()
    {
        NudgingTrainer trainer = new();
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"learningRate\":0.01,\"finalRate\":0.1,\"decay\":\"linear\"", trainer);
        FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        Assert.Equal([0.01, 0.007, 0.004], trainer.Tasks.Select(task => Math.Round(task.LearningRate, 9)));
        Assert.Equal(3, trainer.Tasks.Select(task => task.Seed).Distinct().Count());
    }

    [Fact]
    public void Contribute_WithAdamAtTheServer_HasOneRateAndNoLocalDecay()
    {
        NudgingTrainer trainer = new();
        FitExamples.Run(NeuralExamples.Fitter("\"hidden\":[],\"learningRate\":0.01,\"weightDecay\":0.5", trainer), NeuralExamples.Rows(20, 1));
        Assert.All(trainer.Tasks, task => Assert.Equal((0.01, 0), (task.LearningRate, task.WeightDecay)));
    }

    [Fact]
    public void Ask_RoundsInTheSettings_CountMoreThanThePlans()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"rounds\":5", new NudgingTrainer());
        Assert.Equal(5, FitExamples.Run(fitter, NeuralExamples.Rows(20, 1)).Round);
    }

    [Fact]
    public void Contribute_WithoutTrainer_Throws()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain);
        Assert.Throws<InvalidOperationException>(() => fitter.Contribute(fitter.Start(), NeuralExamples.Rows(20, 1), default));
    }
}
