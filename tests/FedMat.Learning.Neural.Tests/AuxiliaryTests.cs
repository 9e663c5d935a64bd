namespace FedMat.Learning.Neural.Tests;

[Collection("libtorch")]
public sealed class AuxiliaryTests
{
    private const int Rows = 400;
    private const int WithTarget = 24;
    private static readonly TorchTrainer Trainer = new(TrainingDevice.Cpu);

    [Fact]
    public void Train_ScarceTargetAndPlentifulAuxiliaryOne_IsBetterThanTheTargetAlone()
    {
        TrainingTask both = Scarce(auxiliaryWeight: 0.3f);
        TrainingTask alone = Scarce(auxiliaryWeight: 0);
        double error = Error(both, Trainer.Train(both, default).From(both.Weights));
        Assert.InRange(error, 0, 0.8 * Error(alone, Trainer.Train(alone, default).From(alone.Weights)));
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Train_WhateverStandsWhereATargetIsMissing_GivesTheSameChangeToTheLastBit(float number)
    {
        TrainingTask task = Scarce(auxiliaryWeight: 0.3f, epochs: 3);
        float[] weights = [.. task.Auxiliary!.Weights.Select((weight, row) => row % 3 == 0 ? 0 : weight)];
        TrainingTask zeros = task with { Auxiliary = new AuxiliaryTask([.. task.Auxiliary.Y.Select((y, row) => row % 3 == 0 ? 0 : y)], weights) };
        TrainingTask others = task with { Auxiliary = new AuxiliaryTask([.. task.Auxiliary.Y.Select((y, row) => row % 3 == 0 ? number : y)], weights) };
        TrainedWeights expected = Trainer.Train(zeros, default);
        Assert.All(expected.Change, change => Assert.True(float.IsFinite(change)));
        Assert.Equal(expected.Change, Trainer.Train(others, default).Change);
    }

    [Fact]
    public void Train_AuxiliaryTargets_DoNotFitTheShape_Throws() =>
        Assert.Throws<ArgumentException>(() => Trainer.Train(Scarce(0.3f) with { Auxiliary = null }, default));

    /// <summary>A curve of four inputs, known in few rows; twice the same curve, and a little more, is known in all.</summary>
    private static TrainingTask Scarce(float auxiliaryWeight, int epochs = 120)
    {
        MlpShape shape = new(4, [24, 16], Activation.Silu) { Outputs = 2 };
        float[] x = Inputs(1);
        return new TrainingTask
        {
            Shape = shape,
            Weights = shape.Initial(5),
            X = x,
            Y = [.. Enumerable.Range(0, Rows).Select(row => row < WithTarget ? Curve(x, row) : 0)],
            RowWeights = [.. Enumerable.Range(0, Rows).Select(row => row < WithTarget ? 1f : 0)],
            Auxiliary = new AuxiliaryTask(
                [.. Enumerable.Range(0, Rows).Select(row => (2 * Curve(x, row)) + (0.2f * x[4 * row]))], [.. Enumerable.Repeat(auxiliaryWeight, Rows)]),
            Batches = [.. Enumerable.Range(0, epochs).SelectMany(_ => Enumerable.Range(0, 8)).Select(Part)],
            Loss = LossKind.Squared,
            Optimiser = LocalOptimiser.Adamw,
            LearningRate = 0.01,
        };
    }

    /// <summary>Every eighth row.</summary>
    private static TrainingBatch Part(int part) => Tasks.Mean([.. Enumerable.Range(0, Rows).Where(row => row % 8 == part)]);

    private static float[] Inputs(int seed)
    {
        SeededStream stream = new("test", seed);
        return [.. Enumerable.Range(0, 4 * Rows).Select(_ => (2 * stream.NextUnit()) - 1)];
    }

    private static float Curve(float[] x, int row) => (2 * x[4 * row] * x[(4 * row) + 1]) + (x[(4 * row) + 2] * x[(4 * row) + 2]) - x[(4 * row) + 3];

    /// <summary>Of the target, over fresh rows.</summary>
    private static double Error(TrainingTask task, float[] weights)
    {
        float[] fresh = Inputs(2);
        double[] predicted = new double[Rows];
        new NetworkModel(task.Shape, weights, new InputEncoding(Standardisation.None(4), null, 100)).Predict(fresh, predicted, new double[Rows]);
        return Metrics.MeanAbsoluteError(predicted, [.. Enumerable.Range(0, Rows).Select(row => (double)Curve(fresh, row))]);
    }
}
