using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class NeuralStateTests
{
    private static readonly ILearner Learner = Learners.For(Examples.Plan(), new NudgingTrainer());

    [Fact]
    public void Ask_AnyTruncation_IsAFormatError()
    {
        byte[] bytes = Examples.Round(Learner, Learner.Start(), Examples.Data(Examples.Rows(20, 1))).Memory.ToArray();
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => Learner.Ask(new ModelState(bytes[..length])));
    }

    [Fact]
    public void Describe_AnyMutation_IsAStateOrAFormatError()
    {
        var data = Examples.Data(Examples.Rows(20, 1));
        byte[] good = Examples.Round(Learner, Learner.Start(), data).Memory.ToArray();
        SeededStream stream = new("mutation", 1);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
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

        Assert.InRange(refused, 1, 1999);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameBytes()
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[2],\"averageRounds\":2", new NudgingTrainer());
        FitState end = FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        Assert.Equal(FitExamples.Bytes(fitter, end), FitExamples.Bytes(fitter, FitExamples.ReadBack(fitter, end)));
    }
}
