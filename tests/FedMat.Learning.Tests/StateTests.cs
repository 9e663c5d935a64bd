using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class StateTests
{
    private static readonly ILearner Learner = Learners.For(Examples.Plan(), new NudgingTrainer());

    [Fact]
    public void Ask_AnyTruncation_IsAFormatError()
    {
        byte[] bytes = Learner.Start().Memory.ToArray();
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => Learner.Ask(new ModelState(bytes[..length])));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 4)]
    [InlineData(8, 0x80)]
    [InlineData(5, 4)]
    [InlineData(24, 0x80)]
    public void Ask_FieldOutOfRange_IsAFormatError(int place, byte value)
    {
        byte[] bytes = Learner.Start().Memory.ToArray();
        bytes[place] = value;
        Assert.Throws<FormatException>(() => Learner.Ask(new ModelState(bytes)));
    }

    [Fact]
    public void Ask_NoFiniteWeight_IsAFormatError()
    {
        byte[] bytes = Learner.Start().Memory.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
        Assert.Throws<FormatException>(() => Learner.Ask(new ModelState(bytes)));
    }

    [Fact]
    public void Ask_NoFiniteTrainingLoss_IsAFormatError()
    {
        byte[] bytes = Learner.Start().Memory.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(9), double.NaN);
        Assert.Throws<FormatException>(() => Learner.Ask(new ModelState(bytes)));
    }

    [Fact]
    public void Model_AnyMutation_IsAModelOrAFormatError()
    {
        var data = Examples.Data(Examples.Rows(20, 1));
        byte[] good = Examples.Round(Learner, Learner.Start(), data).Memory.ToArray();
        SeededStream stream = new("mutation", 1);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] bytes = [.. good];
            bytes[stream.NextBelow(bytes.Length)] ^= (byte)(1 + stream.NextBelow(255));
            try
            {
                Learner.Describe(new ModelState(bytes));
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 4999);
    }

    [Fact]
    public void Model_AveragedRounds_IsTheirMean()
    {
        Plan plan = Examples.Plan("""{"name":"neural","hidden":[],"momentum":0,"averageRounds":2,"evaluateEvery":0}""", rounds: 4);
        ILearner learner = Learners.For(plan, new NudgingTrainer(0.5f));
        var data = Examples.Data(Examples.Rows(20, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        float first = learner.Model(state).Tensors[0].Values[0];
        while (learner.Ask(state) is not null)
            state = Examples.Round(learner, state, data);
        // After rounds 3 and 4 the weight has moved by 1.5 and 2.
        Assert.Equal(first + 1.75, learner.Model(state).Tensors[0].Values[0], 1e-5);
    }
}
