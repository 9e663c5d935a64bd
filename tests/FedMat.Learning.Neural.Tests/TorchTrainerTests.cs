using FedMat.Materials;
using FedMat.Protocol;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural.Tests;

[Collection("libtorch")]
public sealed class TorchTrainerTests
{
    private static readonly TorchTrainer Trainer = new(TrainingDevice.Cpu);

    [Theory]
    [InlineData(LossKind.Absolute, Activation.Relu)]
    [InlineData(LossKind.Huber, Activation.Relu)]
    [InlineData(LossKind.Squared, Activation.Silu)]
    public void Train_ManyEpochs_LearnsTheRule(LossKind loss, Activation activation)
    {
        TrainingTask task = Tasks.Curve(epochs: 60, loss: loss, activation: activation);
        TrainedWeights trained = Trainer.Train(task, CancellationToken.None);
        Assert.True(Tasks.Error(task, trained.From(task.Weights)) < 0.2 * Tasks.Error(task, task.Weights));
        Assert.InRange(trained.Loss, 0, 0.2);
    }

    [Fact]
    public void Train_SameTaskAfterAnother_GivesTheSameChangeToTheLastBit()
    {
        TrainingTask task = Tasks.Curve() with { Dropout = 0.2 };
        float[] first = Trainer.Train(task, default).Change;
        Trainer.Train(Tasks.Line(), default);
        Trainer.Train(Tasks.Curve(rows: 50) with { Dropout = 0.2 }, default);
        Assert.Equal(first, Trainer.Train(task, default).Change);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Train_OnSeveralThreads_GivesEachItsOwnChange(double dropout)
    {
        TrainingTask[] tasks = [.. Enumerable.Range(1, 12).Select(seed => Tasks.Curve(rows: 100 + seed) with { Dropout = dropout, Seed = seed })];
        float[][] alone = [.. tasks.Select(task => Trainer.Train(task, default).Change)];
        float[][] together = new float[tasks.Length][];
        TorchTrainer fresh = new(TrainingDevice.Cpu);
        Parallel.For(0, tasks.Length, i => together[i] = fresh.Train(tasks[i], default).Change);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Train_Task_IsNotChanged()
    {
        TrainingTask task = Tasks.Curve();
        float[] before = [.. task.Weights];
        Trainer.Train(task, default);
        Assert.Equal(before, task.Weights);
    }

    [Fact]
    public void Train_OneStepOfDescent_IsTheGradientTimesTheRate()
    {
        TrainedWeights trained = Trainer.Train(Tasks.Line(), default);
        // Prediction 2, error -8: the gradient is -16, 16, -16.
        Equal([1.6f, -1.6f, 1.6f], trained.Change);
        Assert.Equal(64, trained.Loss, 1e-4);
    }

    [Fact]
    public void Train_OneStepOfAdamW_IsThatByHand()
    {
        TrainedWeights trained = Trainer.Train(Tasks.Line(LocalOptimiser.Adamw) with { WeightDecay = 0.5 }, default);
        // Each weight shrinks by 0.1 x 0.5; the first step of Adam is the learning rate against the gradient's sign.
        Equal([-0.05f + 0.1f, -0.1f - 0.1f, -0.15f + 0.1f], trained.Change);
    }

    [Fact]
    public void Train_OneStepOfAdamWithDecay_HasItInTheGradient()
    {
        TrainedWeights trained = Trainer.Train(Tasks.Line(LocalOptimiser.Adam) with { WeightDecay = 20 }, default);
        // Gradients -16 + 20, 16 + 40 and -16 + 60: all signs are positive.
        Equal([-0.1f, -0.1f, -0.1f], trained.Change);
    }

    [Fact]
    public void Train_TwoStepsWithProximalTerm_ArePulledBack()
    {
        TrainedWeights trained = Trainer.Train(Tasks.Line(steps: 2) with { Proximal = 2 }, default);
        // The first step is ±1.6 and brings the prediction to 6.8, the error to -3.2; the second has gradients ∓6.4 and 2 x ±1.6: ±0.32.
        Equal([1.92f, -1.92f, 1.92f], trained.Change);
    }

    [Fact]
    public void Train_WithCorrection_AddsItToEveryGradient()
    {
        TrainedWeights trained = Trainer.Train(Tasks.Line() with { Correction = [16, 0, 1] }, default);
        Equal([0, -1.6f, 1.5f], trained.Change);
    }

    [Fact]
    public void Train_RowWeightsAndScale_MultiplyTheLoss()
    {
        TrainingTask task = Tasks.Line() with { RowWeights = [0.5f], Batches = [new TrainingBatch([0], 0.25)] };
        Equal([0.2f, -0.2f, 0.2f], Trainer.Train(task, default).Change);
    }

    [Theory]
    [InlineData(Censoring.Above, 10, true)]
    [InlineData(Censoring.Above, -10, false)]
    [InlineData(Censoring.Below, 10, false)]
    [InlineData(Censoring.Below, -10, true)]
    public void Train_TargetThatIsABound_CountsOnlyWhenThePredictionIsOnItsWrongSide(Censoring bound, float target, bool moves)
    {
        TrainingTask task = Tasks.Line() with { Y = [target], Bounds = [bound] };
        Assert.Equal(moves, Trainer.Train(task, default).Change.Any(change => change != 0));
    }

    [Fact]
    public void Train_BatchOfSomeRows_IsAsTheseRowsAlone()
    {
        TrainingTask all = Tasks.Curve(rows: 8, epochs: 1), two = Tasks.Curve(rows: 2, epochs: 1);
        float[] part = Trainer.Train(all with { Batches = [Tasks.Mean([1, 0])] }, default).Change;
        Assert.All(part.Zip(Trainer.Train(two, default).Change), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Train_Dropout_DependsOnTheSeed()
    {
        TrainingTask task = Tasks.Curve() with { Dropout = 0.5 };
        float[] first = Trainer.Train(task, default).Change;
        Assert.NotEqual(first, Trainer.Train(task with { Seed = 10 }, default).Change);
        Assert.NotEqual(first, Trainer.Train(task with { Dropout = 0 }, default).Change);
        Assert.Equal(first, Trainer.Train(task, default).Change);
    }

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Silu)]
    public void Forward_InPrediction_IsTheManagedForwardWithoutDropout(Activation activation)
    {
        MlpShape shape = new(3, [128, 64], activation);
        TrainingTask task = Tasks.Curve(500) with { Shape = shape, Weights = shape.Initial(3) };
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        using TorchNetwork network = new(shape, dropout: 0.5, CPU);
        using (no_grad())
            network.Weights.copy_(tensor(task.Weights));
        network.Load();
        float[] torch = network.Forward(network.Inputs(task.X, 500), training: false).data<float>().ToArray();
        Assert.InRange(Tasks.Error(task with { Y = torch }, task.Weights), 0, 1e-6);
    }

    [Fact]
    public void Train_ManyShapes_KeepsFewTensors()
    {
        TorchTrainer trainer = new(TrainingDevice.Cpu);
        long Held(int width)
        {
            MlpShape shape = new(3, [width], Activation.Relu);
            trainer.Train(Tasks.Curve(epochs: 1) with { Shape = shape, Weights = shape.Initial(1) }, default);
            return Tensor.TotalCount;
        }

        long[] counts = [.. Enumerable.Range(1, 40).Select(Held)];
        Assert.InRange(counts[^1] - counts[19], -1000, 30);
    }

    [Fact]
    public void Train_Cancelled_StopsBetweenBatches()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Trainer.Train(Tasks.Curve(), source.Token));
    }

    [Fact]
    public void Train_TaskThatDoesNotFitItsShape_Throws()
    {
        TrainingTask task = Tasks.Curve();
        Assert.Throws<ArgumentException>(() => Trainer.Train(task with { Weights = new float[3] }, default));
        Assert.Throws<ArgumentException>(() => Trainer.Train(task with { X = new float[3] }, default));
        Assert.Throws<ArgumentException>(() => Trainer.Train(task with { X = [], Y = [] }, default));
        Assert.Throws<ArgumentException>(() => Trainer.Train(task with { Batches = [] }, default));
    }

    [Fact]
    public void Train_OnCuda_IsRefusedWhereThereIsNone()
    {
        TorchTrainer trainer = new(TrainingDevice.Cuda);
        if (cuda.is_available())
            Assert.NotEmpty(trainer.Train(Tasks.Curve(), default).Change);
        else
            Assert.Equal(RefusalCode.SettingInvalid, Assert.Throws<RefusedException>(() => trainer.Train(Tasks.Curve(), default)).Refusal.Code);
    }

    private static void Equal(float[] expected, float[] change) =>
        Assert.All(expected.Zip(change), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
}
