namespace FedMat.Learning.Tests;

public sealed class RateScheduleTests
{
    [Theory]
    [InlineData(RateDecay.Constant, 0, 1)]
    [InlineData(RateDecay.Constant, 75, 1)]
    [InlineData(RateDecay.Linear, 75, 0.25)]
    [InlineData(RateDecay.Cosine, 0, 1)]
    [InlineData(RateDecay.Cosine, 25, 0.8535533905932737)]
    [InlineData(RateDecay.Cosine, 50, 0.5)]
    [InlineData(RateDecay.Cosine, 99, 0.0002467198171342)]
    public void Of_Round_FollowsTheDecay(RateDecay decay, int round, double part)
    {
        NeuralSettings settings = new() { Decay = decay, WarmUp = 0 };
        Assert.Equal(part, RateSchedule.Of(settings, round, 100), 1e-12);
    }

    [Fact]
    public void Of_WarmUp_RisesInAStraightLine()
    {
        NeuralSettings settings = new() { Decay = RateDecay.Constant, WarmUp = 0.1 };
        Assert.Equal([0.1, 0.5, 1, 1], new[] { 0, 4, 9, 50 }.Select(round => Math.Round(RateSchedule.Of(settings, round, 100), 12)));
    }

    [Fact]
    public void Of_FinalRate_IsWhereTheDecayEnds()
    {
        NeuralSettings settings = new() { Decay = RateDecay.Linear, WarmUp = 0, FinalRate = 0.2 };
        Assert.Equal(0.6, RateSchedule.Of(settings, 50, 100), 1e-12);
    }
}
