using FedMat.Protocol;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural.Tests;

public sealed class TorchTrainerTests
{
    private static readonly TorchTrainer Trainer = new(TrainingDevice.Cpu);

    [Theory]
    [InlineData(LossKind.Absolute, Activation.Relu)]
    [InlineData(LossKind.Huber, Activation.Relu)]
    [InlineData(LossKind.Squared, Activation.Silu)]
    public void Train_ManyEpochs_LearnsTheRule(LossKind loss, Activation activation)
    {
        TrainingTask task = Tasks.Curve(loss: loss, activation: activation) with { Epochs = 60 };
        TrainedWeights trained = Trainer.Train(task, CancellationToken.None);
        Assert.True(Tasks.Error(task, trained.Weights) < 0.2 * Tasks.Error(task, task.Weights));
        Assert.InRange(trained.Loss, 0, 0.1);
    }

    [Fact]
    public void Train_SameTaskTwice_GivesTheSameWeightsToTheLastBit()
    {
        TrainingTask task = Tasks.Curve();
        Assert.Equal(Trainer.Train(task, default).Weights, Trainer.Train(task, default).Weights);
    }

    [Fact]
    public void Train_AnotherSeed_GivesOtherWeights()
    {
        TrainingTask task = Tasks.Curve();
        Assert.NotEqual(Trainer.Train(task, default).Weights, Trainer.Train(task with { Seed = 10 }, default).Weights);
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
    public void Train_OneStepOnOneRow_IsAdamWByHand()
    {
        TrainingTask task = new(new MlpShape(2, [], Activation.Relu), [1, 2, 3], [1, -1], [10], LossKind.Squared, 1, 8, 0.1, 0.5, 1);
        TrainedWeights trained = Trainer.Train(task, default);
        // First each weight shrinks by 0.1 x 0.5; then the first step of Adam is the learning rate against the gradient's sign.
        // Prediction 2, error -8: the gradient is -16, 16, -16.
        float[] expected = [0.95f + 0.1f, 1.9f - 0.1f, 2.85f + 0.1f];
        Assert.All(expected.Zip(trained.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(64, trained.Loss, 1e-4);
    }

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Silu)]
    public void Network_Forward_IsTheManagedForward(Activation activation)
    {
        MlpShape shape = new(3, [128, 64], activation);
        TrainingTask task = Tasks.Curve(500) with { Shape = shape, Weights = shape.Initial(3) };
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        using TorchSharp.Modules.Sequential network = TorchSession.Network(shape, task.Weights, CPU);
        float[] torch = network.call(tensor(task.X, [500, 3])).data<float>().ToArray();
        Assert.InRange(Tasks.Error(task with { Y = torch }, task.Weights), 0, 1e-6);
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
    }

    [Fact]
    public void Train_OnCuda_IsRefusedWhereThereIsNone()
    {
        TorchTrainer trainer = new(TrainingDevice.Cuda);
        if (cuda.is_available())
            Assert.NotEmpty(trainer.Train(Tasks.Curve(), default).Weights);
        else
            Assert.Equal(RefusalCode.SettingInvalid, Assert.Throws<RefusedException>(() => trainer.Train(Tasks.Curve(), default)).Refusal.Code);
    }
}
