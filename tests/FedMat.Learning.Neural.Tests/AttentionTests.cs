using TorchSharp;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural.Tests;

// libtorch draws for all threads alike.
[Collection("libtorch")]
public sealed class AttentionTests
{
    private static readonly TorchTrainer Trainer = new(TrainingDevice.Cpu);

    [Theory]
    [InlineData(1, Activation.Relu)]
    [InlineData(2, Activation.Silu)]
    public void Forward_InPrediction_IsTheManagedForward(int sites, Activation activation)
    {
        TrainingTask task = Task(Shape(sites, activation), 60);
        float[] torch = Torch(task, task.X, 60);
        float[] managed = new float[60];
        new AttentionNetwork((AttentionShape)task.Shape, task.Weights).Forward(60, task.X, managed);
        Assert.All(torch.Zip(managed), pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
        Assert.True(torch.Max() - torch.Min() > 0.1);
    }

    [Fact]
    public void Forward_RowWithFewerElementsThanOthers_IsAsByItself()
    {
        TrainingTask task = Task(Shape(1, Activation.Relu), 20);
        float[] together = Torch(task, task.X, 20);
        for (int row = 0; row < 20; row++)
        {
            float alone = Torch(task, task.X.AsSpan(row * task.Shape.Inputs, task.Shape.Inputs).ToArray(), 1)[0];
            Assert.Equal(alone, together[row], 1e-5f);
        }
    }

    [Fact]
    public void Forward_RowWithoutKnownElement_IsANumber()
    {
        TrainingTask task = Task(Shape(1, Activation.Relu), 1);
        float[] empty = new float[task.Shape.Inputs], managed = new float[1];
        new AttentionNetwork((AttentionShape)task.Shape, task.Weights).Forward(1, empty, managed);
        Assert.Equal(Torch(task, empty, 1)[0], managed[0], 1e-5f);
        Assert.True(float.IsFinite(managed[0]));
    }

    [Fact]
    public void Train_ManySteps_LearnsARuleOfElementsTogether()
    {
        TrainingTask task = Task(Shape(1, Activation.Silu), 200, epochs: 25);
        TrainedWeights trained = Trainer.Train(task, default);
        Assert.True(Error(task, trained.From(task.Weights)) < 0.4 * Error(task, task.Weights));
    }

    [Fact]
    public void Train_SameTaskTwice_GivesTheSameChangeToTheLastBit()
    {
        TrainingTask task = Task(Shape(2, Activation.Relu), 40) with { Dropout = 0.2 };
        float[] first = Trainer.Train(task, default).Change;
        Assert.Equal(first, Trainer.Train(task, default).Change);
    }

    [Fact]
    public void Train_OneStep_MovesEveryArrayButEmbeddingsOfAbsentElements()
    {
        TrainingTask task = Task(Shape(1, Activation.Silu), 40) with { Optimiser = LocalOptimiser.Sgd };
        for (int row = 0; row < 40; row++)
            task.X[row * task.Shape.Inputs] = 0;
        IReadOnlyList<NamedTensor> changes = task.Shape.Tensors(Trainer.Train(task, default).Change);
        Assert.All(changes, array => Assert.Contains(array.Values, change => change != 0));
        Assert.All(changes[0].Values[..16], change => Assert.Equal(0, change));
    }

    private static AttentionShape Shape(int sites, Activation activation)
    {
        int[] numbers = [8, 22, 26, 28, 57];
        ElementTokens tokens = new(
            [.. Enumerable.Range(0, sites).SelectMany(_ => numbers)], [.. Enumerable.Range(0, sites).SelectMany(site => numbers.Select(_ => site))]);
        return new AttentionShape(tokens, 3, 16, 2, 2, [16], activation);
    }

    /// <summary>Rows of one to four elements a site, and three other numbers; the target is a product of two fractions and one of the others.</summary>
    private static TrainingTask Task(AttentionShape shape, int rows, int epochs = 1)
    {
        SeededStream stream = new("test", 2);
        (float[] x, float[] y) = (new float[rows * shape.Inputs], new float[rows]);
        for (int row = 0; row < rows; row++)
        {
            Span<float> given = x.AsSpan(row * shape.Inputs, shape.Inputs);
            for (int i = 0; i < given.Length; i++)
                given[i] = i >= shape.Tokens.Count ? (2 * stream.NextUnit()) - 1 : (i + row) % 5 > row % 4 ? stream.NextUnit() : 0;
            y[row] = (6 * given[1] * given[2]) + given[^1];
        }

        return new TrainingTask
        {
            Shape = shape,
            Weights = Bent(shape.Initial(5)),
            X = x,
            Y = y,
            Batches = [.. Enumerable.Range(0, epochs).SelectMany(_ => Enumerable.Range(0, rows).Chunk(32)).Select(Tasks.Mean)],
            Loss = LossKind.Squared,
            Optimiser = LocalOptimiser.Adamw,
            LearningRate = 0.005,
        };
    }

    /// <summary>Offsets and gains that are not all alike.</summary>
    private static float[] Bent(float[] weights)
    {
        SeededStream stream = new("test", 3);
        return Array.ConvertAll(weights, weight => weight + (0.1f * (stream.NextUnit() - 0.5f)));
    }

    private static float[] Torch(TrainingTask task, float[] x, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        using TorchNetwork network = new(task.Shape, dropout: 0.5, CPU);
        using (no_grad())
            network.Weights.copy_(tensor(task.Weights));
        network.Load();
        return network.Forward(network.Inputs(x, rows), training: false).data<float>().ToArray();
    }

    private static double Error(TrainingTask task, float[] weights)
    {
        float[] predicted = new float[task.Rows];
        new AttentionNetwork((AttentionShape)task.Shape, weights).Forward(task.Rows, task.X, predicted);
        return Metrics.MeanAbsoluteError(Array.ConvertAll(predicted, value => (double)value), Array.ConvertAll(task.Y, value => (double)value));
    }
}
