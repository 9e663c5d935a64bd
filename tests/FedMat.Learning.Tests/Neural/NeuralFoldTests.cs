using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class NeuralFoldTests
{
    private const string Plain = "\"hidden\":[],\"momentum\":0,\"averageRounds\":1";

    [Fact]
    public void Advance_Weights_MoveByTheMeanWeightedByRows()
    {
        (FitRows small, FitRows large) = (NeuralExamples.Rows(30, 1), NeuralExamples.Rows(900, 2));
        IFitter one = NeuralExamples.Fitter(Plain, new NudgingTrainer(0.1f)), other = NeuralExamples.Fitter(Plain, new NudgingTrainer(-0.2f));
        FitState start = one.Start();
        Aggregation.RunningSum sum = new(one.Ask(start)!);
        using var source = System.Security.Cryptography.RandomNumberGenerator.Create();
        sum.Add(Aggregation.Quantiser.Encode(one.Contribute(start, small, default), source));
        sum.Add(Aggregation.Quantiser.Encode(other.Contribute(start, large, default), source));
        FitState moved = one.Advance(start, SumSlice.All(sum.Total()));
        double expected = ((0.1 * small.Weight) - (0.2 * large.Weight)) / (small.Weight + large.Weight);
        Assert.Equal(expected, NeuralExamples.First(one, moved) - NeuralExamples.First(one, start), 1e-6);
    }

    [Fact]
    public void Advance_WithMomentum_TakesAPartOfTheStepBefore()
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[],\"momentum\":0.5,\"averageRounds\":1", new NudgingTrainer(0.1f));
        FitState end = FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        // Steps of 0.1, 0.15 and 0.175.
        Assert.Equal(0.425, NeuralExamples.First(fitter, end) - NeuralExamples.First(fitter, fitter.Start()), 1e-6);
    }

    [Fact]
    public void Model_AveragedRounds_IsTheirMean()
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[],\"momentum\":0,\"averageRounds\":2", new NudgingTrainer(0.5f), rounds: 4);
        FitState end = FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        // After rounds 3 and 4 the weight has moved by 1.5 and 2.
        Assert.Equal(1.75, NeuralExamples.First(fitter, end) - NeuralExamples.First(fitter, fitter.Start()), 1e-5);
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
    }

    [Fact]
    public void Contribute_TrainingRows_AreStandardisedAndWithoutTheHeldOnes()
    {
        NudgingTrainer trainer = new();
        FitRows rows = NeuralExamples.Rows(500, 1);
        IFitter fitter = NeuralExamples.Fitter(Plain, trainer, data: rows.Original);
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
    public void Contribute_LaterRounds_HaveAnotherOrderAndASmallerRate()
    {
        NudgingTrainer trainer = new();
        IFitter fitter = NeuralExamples.Fitter("\"learningRate\":0.01,\"finalLearningRate\":0.001", trainer);
        FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        Assert.Equal([0.01, 0.0055, 0.001], trainer.Tasks.Select(task => Math.Round(task.LearningRate, 9)));
        Assert.Equal(3, trainer.Tasks.Select(task => task.Seed).Distinct().Count());
    }

    [Fact]
    public void Contribute_WithoutTrainer_Throws()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain);
        Assert.Throws<InvalidOperationException>(() => fitter.Contribute(fitter.Start(), NeuralExamples.Rows(20, 1), default));
    }
}
