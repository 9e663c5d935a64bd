namespace FedMat.Learning.Tests;

public sealed class WeightMovesTests
{
    private static readonly SeededStream Stream = new("moves", 1);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(67)]
    public void Moved_AnyLength_IsTheRoundedSumOfEach(int count)
    {
        (float[] weights, double[] step) = (Singles(count), Reals(count));
        Assert.Equal(weights.Zip(step, (weight, change) => (float)(weight + change)), WeightMoves.Moved(weights, step));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    public void Decay_AnyLength_TakesThePartOfEachOff(int count)
    {
        (float[] weights, double[] step) = (Singles(count), Reals(count));
        double[] expected = [.. weights.Zip(step, (weight, change) => change - (0.3 * weight))];
        WeightMoves.Decay(step, weights, 0.3);
        Assert.Equal(expected, step);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    public void Scale_AnyLength_IsEachTimesTheUnit(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count).Select(i => (i % 2 == 0 ? 1 : -1) * (int.MaxValue - i))];
        double[] scaled = new double[count];
        WeightMoves.Scale(numbers, 1e-7, scaled);
        Assert.Equal(numbers.Select(number => number * 1e-7), scaled);
    }

    private static float[] Singles(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(Stream.NextUnit() - 0.5))];

    private static double[] Reals(int count) => [.. Enumerable.Range(0, count).Select(_ => Stream.NextUnit() - 0.5)];
}
