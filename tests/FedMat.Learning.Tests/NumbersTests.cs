using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Learning.Tests;

public sealed class NumbersTests
{
    [Fact]
    public void WideSum_OfManyMembers_IsTheIntegerSum()
    {
        Arbitrary<(long High, ulong Low)[]> numbers = ArbMap.Default.ArbFor<(long, ulong)[]>();
        Prop.ForAll(numbers, parts =>
        {
            Int128[] values = [.. parts.Select(part => new Int128(unchecked((ulong)(part.High >> 8)), part.Low))];
            long[] sum = new long[WideSum.Limbs];
            long[] limbs = new long[WideSum.Limbs];
            foreach (Int128 value in values)
            {
                WideSum.Split(value, limbs);
                for (int i = 0; i < limbs.Length; i++)
                    sum[i] += limbs[i];
            }

            return WideSum.Join(sum) == values.Aggregate(BigInteger.Zero, (total, value) => total + value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void WideSum_ToDouble_IsNearestUpToSixtyTwoBits()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(long, ulong)>(), part =>
        {
            BigInteger value = new Int128(unchecked((ulong)part.Item1), part.Item2);
            return value.IsZero || Math.Abs((WideSum.ToDouble(value) / (double)value) - 1) < 1e-15;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void SeededStream_KnownSeed_GivesTheKnownWords()
    {
        SeededStream stream = new("test", 42);
        byte[] input = new byte[28];
        BitConverter.TryWriteBytes(input.AsSpan(8), 42L);
        "test"u8.CopyTo(input.AsSpan(24));
        byte[] block = System.Security.Cryptography.SHA256.HashData(input);
        for (int i = 0; i < 8; i++)
            Assert.Equal(BitConverter.ToUInt32(block, 4 * i), stream.NextWord());
        input[0] = 1;
        Assert.Equal(BitConverter.ToUInt32(System.Security.Cryptography.SHA256.HashData(input)), stream.NextWord());
    }

    [Fact]
    public void SeededStream_Shuffle_IsAPermutationThatDependsOnTheSeed()
    {
        int[] first = [.. Enumerable.Range(0, 100)];
        int[] second = [.. first];
        new SeededStream("test", 1).Shuffle(first);
        new SeededStream("test", 2).Shuffle(second);
        Assert.NotEqual(first, second);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }

    [Fact]
    public void Metrics_KnownErrors_HaveKnownMeans()
    {
        Assert.Equal(2, Metrics.MeanAbsoluteError([1, 2, 3], [1, 5, 0]));
        Assert.Equal(Math.Sqrt(6), Metrics.RootMeanSquareError([1, 2, 3], [1, 5, 0]), 1e-15);
        Assert.Throws<ArgumentException>(() => Metrics.MeanAbsoluteError([1], [1, 2]));
    }
}
