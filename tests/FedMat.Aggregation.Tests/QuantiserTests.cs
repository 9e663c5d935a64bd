using System.Security.Cryptography;
using FedMat.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Aggregation.Tests;

public sealed class QuantiserTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    [Theory]
    [InlineData(Ring.Bits32, 30)]
    [InlineData(Ring.Bits64, 50)]
    public void Encode_Weighted_ErrorIsBelowOneStep(Ring ring, int bits)
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), ArbMap.Default.ArbFor<ushort>(), (value, part) =>
        {
            double share = (1 + part) / 65536.0;
            float given = (float)(value.Get % 3);
            Block block = new("real", 1, BlockKind.Weighted, 2, bits);
            double exact = share * Math.Clamp(given, -2f, 2f) / block.Step;
            return Math.Abs(Specs.Weighted(ring, bits, 2, share, given)[0] - exact) < 1.001;
        }).Check(Many);
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.3f)]
    [InlineData(0.9990f)]
    public void Encode_Weighted_IsUnbiased(float value)
    {
        float[] values = Enumerable.Repeat(value, 200_000).ToArray();
        RingVector encoded = Specs.Weighted(Ring.Bits32, 2, 2, 1, values);
        double mean = Enumerable.Range(0, encoded.Length).Average(i => encoded[i]);
        // Five standard errors of a coin.
        Assert.InRange(mean - value, -0.0056, 0.0056);
    }

    [Fact]
    public void Encode_WholeSteps_AreKeptExactly()
    {
        RingVector encoded = Specs.Weighted(Ring.Bits32, 8, 128, 1, -128, -1, 0, 1, 127, 128);
        Assert.Equal([-128, -1, 0, 1, 127, 128], Enumerable.Range(0, 6).Select(i => encoded[i]));
    }

    [Theory]
    [InlineData(Ring.Bits32)]
    [InlineData(Ring.Bits64)]
    public void Encode_BeyondTheClip_IsClippedBeforeTheWeight(Ring ring)
    {
        RingVector encoded = Specs.Weighted(ring, 11, 1, 0.5, float.MaxValue, -float.MaxValue, 1e9f);
        Assert.Equal([512, -512, 512], Enumerable.Range(0, 3).Select(i => encoded[i]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Encode_NoFiniteNumber_IsRefusedByBlockWithoutValue(float value)
    {
        float[] values = new float[10_000];
        values[9_000] = value;
        RefusedException refused = Assert.Throws<RefusedException>(() => Specs.Weighted(Ring.Bits32, 30, 1, 1, values));
        Assert.Equal(RefusalCode.ValueBeyondBound, refused.Refusal.Code);
        Assert.Contains("'real'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ring.Bits32, 129)]
    [InlineData(Ring.Bits64, -129)]
    [InlineData(Ring.Bits64, long.MinValue)]
    public void Encode_ExactBeyondTheBound_IsRefusedNotClipped(Ring ring, long value)
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => Specs.Exact(ring, 8, 0, value));
        Assert.Equal(RefusalCode.ValueBeyondBound, refused.Refusal.Code);
        Assert.DoesNotContain("129", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_SeveralBlocks_StandInTheOrderOfTheSpec()
    {
        RoundSpec spec = new("test", Ring.Bits32, Block.Whole("count", 1, 20), new Block("real", 5000, BlockKind.Weighted, 1, 3), Block.Whole("last", 2, 8));
        LocalVector vector = new LocalVector(spec, 1)
            .Exact("last", [7, -7]).Exact("count", [1000]).Weighted("real", Enumerable.Repeat(-1f, 5000).ToArray());
        RingVector encoded = Quantiser.Encode(vector, RandomNumberGenerator.Create());
        Assert.Equal([1000, -4, -4, 7, -7], new[] { 0, 1, 5000, 5001, 5002 }.Select(i => encoded[i]));
    }

    [Fact]
    public void Encode_BlockNotGiven_Throws()
    {
        LocalVector vector = new(new RoundSpec("test", Ring.Bits32, Block.Whole("count", 1, 20)), 1);
        Assert.Throws<InvalidOperationException>(() => Quantiser.Encode(vector, RandomNumberGenerator.Create()));
    }

    [Fact]
    public void Encode_SameValuesTwice_DiffersByTheSource()
    {
        float[] values = Enumerable.Repeat(0.5f, 256).ToArray();
        Assert.NotEqual(Specs.Weighted(Ring.Bits32, 2, 2, 1, values).Hash, Specs.Weighted(Ring.Bits32, 2, 2, 1, values).Hash);
    }
}
