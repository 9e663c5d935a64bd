using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace FedMat.Materials.Tests;

public sealed class ElementaryTests
{
    private static readonly Vectors Known = JsonSerializer.Deserialize<Vectors>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "elementary", "1.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void Exp_OverAGrid_IsTheNearestDoubleOrItsNeighbour() =>
        Assert.All(Known.Exp, pair => Assert.InRange(Steps(pair[1], Elementary.Exp(pair[0])), 0, 1));

    [Fact]
    public void Log_OverAGrid_IsTheNearestDoubleOrItsNeighbour() =>
        Assert.All(Known.Log, pair => Assert.InRange(Steps(pair[1], Elementary.Log(pair[0])), 0, 1));

    [Fact]
    public void SinPi_KnownDigits_IsWithinTwoSteps() =>
        Assert.All(Known.SinPi, pair => Assert.InRange(Steps(pair[1], Elementary.SinPi(pair[0])), 0, 2));

    [Fact]
    public void CosPi_KnownDigits_IsWithinTwoSteps() =>
        Assert.All(Known.CosPi, pair => Assert.InRange(Steps(pair[1], Elementary.CosPi(pair[0])), 0, 2));

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void SinPiAndCosPi_OfNothingFinite_AreNoNumber(double value)
    {
        Assert.Equal(double.NaN, Elementary.SinPi(value));
        Assert.Equal(double.NaN, Elementary.CosPi(value));
    }

    [Fact]
    public void SinPiAndCosPi_OverADenseGrid_AreTheSameBitsEverywhere()
    {
        byte[] bytes = new byte[2 * 20_000 * sizeof(double)];
        for (int i = 0; i < 20_000; i++)
        {
            double x = (i - 10_000) * 0.0003;
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * i * sizeof(double)), Elementary.SinPi(x));
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(((2 * i) + 1) * sizeof(double)), Elementary.CosPi(x));
        }

        Assert.Equal(Known.TurnDigest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Exp_BesideTheRange_IsZeroOrInfinite()
    {
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(709.8));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.Equal(0, Elementary.Exp(-745.2));
        Assert.Equal(0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(double.NaN, Elementary.Exp(double.NaN));
    }

    [Fact]
    public void Log_BesideTheRange_IsInfiniteOrNoNumber()
    {
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(-0.0));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.Equal(double.NaN, Elementary.Log(-1));
        Assert.Equal(double.NaN, Elementary.Log(double.NaN));
    }

    /// <summary>Of every machine that members run: the digest of some thousand values may never change.</summary>
    [Fact]
    public void ExpAndLog_OverADenseGrid_AreTheSameBitsEverywhere()
    {
        byte[] bytes = new byte[2 * 20_000 * sizeof(double)];
        for (int i = 0; i < 20_000; i++)
        {
            double x = (i - 10_000) * 0.0703125;
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * i * sizeof(double)), Elementary.Exp(x));
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(((2 * i) + 1) * sizeof(double)), Elementary.Log((i + 1) * 0.0003));
        }

        Assert.Equal(Known.Digest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1.5, 0)]
    [InlineData(0.75, -1)]
    [InlineData(1024, 10)]
    [InlineData(double.Epsilon, -1023)]
    [InlineData(double.NegativeInfinity, 1024)]
    public void Exponent_IsThatOfTheLeadingBit(double value, int exponent) => Assert.Equal(exponent, Elementary.Exponent(value));

    [Fact]
    public void PowerOfTwo_OfEveryNormalExponent_IsExact()
    {
        for (int exponent = -1022; exponent <= 1023; exponent++)
            Assert.Equal(Math.ScaleB(1, exponent), Elementary.PowerOfTwo(exponent));
    }

    /// <summary>How many doubles apart.</summary>
    private static long Steps(double expected, double actual) =>
        double.IsNaN(actual) ? long.MaxValue : Math.Abs(Ordinal(expected) - Ordinal(actual));

    /// <summary>The place of a double among all, zero at 0.</summary>
    private static long Ordinal(double value)
    {
        long magnitude = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        return value < 0 ? -magnitude : magnitude;
    }

    private sealed record Vectors(int Version, string Digest, string TurnDigest, double[][] Exp, double[][] Log, double[][] SinPi, double[][] CosPi);
}
