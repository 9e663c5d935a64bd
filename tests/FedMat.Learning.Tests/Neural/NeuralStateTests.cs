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

    [Theory]
    [InlineData("\"averageRounds\":2")]
    [InlineData("\"strategy\":\"scaffold\",\"server\":\"momentum\"")]
    [InlineData("\"server\":\"none\",\"averageDecay\":0.9")]
    [InlineData("\"evaluateEvery\":1,\"patience\":2")]
    public void Read_WhatWasWritten_IsTheSameBytes(string settings)
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[2]," + settings, new NudgingTrainer());
        FitState end = FitExamples.Run(fitter, NeuralExamples.Rows(20, 1));
        Assert.Equal(FitExamples.Bytes(fitter, end), FitExamples.Bytes(fitter, FitExamples.ReadBack(fitter, end)));
    }

    [Fact]
    public void Read_AnyTruncationOrMutation_IsAStateOrAFormatError()
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[2],\"evaluateEvery\":1,\"averageDecay\":0.9,\"strategy\":\"scaffold\"", new NudgingTrainer());
        byte[] good = FitExamples.Bytes(fitter, FitExamples.Run(fitter, NeuralExamples.Rows(20, 1)));
        for (int length = 0; length < good.Length; length++)
            Assert.Throws<FormatException>(() => fitter.Read(new StateReader(new ModelState(good[..length]))));
        int refused = Enumerable.Range(0, good.Length).Count(place => IsRefused(fitter, [.. good[..place], (byte)(good[place] ^ 0xC0), .. good[(place + 1)..]]));
        Assert.InRange(refused, 40, good.Length - 1);
    }

    [Fact]
    public void Read_NegativeSecondMoment_IsAFormatError()
    {
        IFitter fitter = NeuralExamples.Fitter("\"hidden\":[],\"ranks\":0", new NudgingTrainer());
        NeuralState start = (NeuralState)fitter.Start();
        byte[] bytes = FitExamples.Bytes(fitter, start with { Second = [0, 0, -1, 0] });
        Assert.True(IsRefused(fitter, bytes));
    }

    private static bool IsRefused(IFitter fitter, byte[] bytes)
    {
        try
        {
            fitter.Read(new StateReader(new ModelState(bytes)));
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
