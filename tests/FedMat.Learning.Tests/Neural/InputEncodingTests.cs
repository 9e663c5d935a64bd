namespace FedMat.Learning.Tests;

public sealed class InputEncodingTests
{
    private static readonly float Spread = (float)Math.Sqrt(3);

    [Theory]
    [InlineData(-100, -0.75)]
    [InlineData(1, -0.75)]
    [InlineData(1.5, -0.25)]
    [InlineData(2, 0)]
    [InlineData(3, 0.25)]
    [InlineData(4, 0.5)]
    [InlineData(4.1, 0.75)]
    [InlineData(1e30, 0.75)]
    public void Encode_Rank_RisesInStraightLinesBetweenThresholds(float value, double rank)
    {
        float[] encoded = Encode([1, 2, 4], value);
        Assert.Equal(rank * Spread, encoded[1], 1e-5);
    }

    [Theory]
    [InlineData(0, -0.5)]
    [InlineData(1, 0.5)]
    public void Encode_TwoValues_HaveTwoRanks(float value, double rank) => Assert.Equal(rank * Spread, Encode([0.5f], value)[1], 1e-6);

    [Fact]
    public void Encode_ConstantInput_IsZeroTwice()
    {
        InputEncoding encoding = new(Standardisation.From([7, 0], [0, 1]), [[]], 5);
        float[] encoded = new float[2];
        encoding.Encode([9], encoded);
        Assert.Equal([0, 0], encoded);
    }

    [Fact]
    public void Encode_WithoutThresholds_IsStandardisedAlone()
    {
        InputEncoding encoding = new(Standardisation.From([7, 0], [2, 1]), null, 5);
        Assert.Equal(1, encoding.Width);
        float[] encoded = new float[1];
        encoding.Encode([9], encoded);
        Assert.Equal([1], encoded);
    }

    [Fact]
    public void Target_ThereAndBack_IsTheSame()
    {
        InputEncoding encoding = new(Standardisation.From([0, 100], [1, 10]), null, 5);
        Assert.Equal(2.5f, encoding.Target(125));
        Assert.Equal(125, encoding.FromOutput(2.5f));
    }

    private static float[] Encode(float[] thresholds, float value)
    {
        float[] encoded = new float[2];
        new InputEncoding(Standardisation.None(1), [thresholds], 5).Encode([value], encoded);
        return encoded;
    }
}
