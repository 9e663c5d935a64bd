using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class RunningSumTests
{
    [Theory]
    [InlineData(Ring.Bits32)]
    [InlineData(Ring.Bits64)]
    public void Total_OfThreeToSixtyFourMembers_IsTheIntegerSum(Ring ring)
    {
        Random random = new((int)ring);
        for (int i = 0; i < 10_000; i++)
        {
            int members = random.Next(3, 65);
            int bits = Specs.Bits(ring, members);
            long bound = 1L << (bits - 1);
            long[] extremes = [-bound, -bound + 1, -1, 0, 1, bound - 1, bound];
            RunningSum sum = new(new RoundSpec("test", ring, Block.Whole("whole", 1, bits)));
            Int128 expected = 0;
            for (int member = 0; member < members; member++)
            {
                long value = random.Next(2) == 0 ? extremes[random.Next(extremes.Length)] : random.NextInt64(-bound, bound + 1);
                sum.Add(new RingVector(ring, 1) { [0] = value });
                expected += value;
            }

            Assert.Equal(expected, sum.Total()[0]);
        }
    }

    [Theory]
    [InlineData(Ring.Bits32, 3)]
    [InlineData(Ring.Bits32, 64)]
    [InlineData(Ring.Bits64, 3)]
    [InlineData(Ring.Bits64, 1000)]
    public void Total_EveryMemberAtTheClip_DoesNotWrap(Ring ring, int members)
    {
        int bits = Specs.Bits(ring, members);
        RunningSum sum = new(new RoundSpec("test", ring, new Block("real", 2, BlockKind.Weighted, 1, bits)));
        RingVector vector = Specs.Weighted(ring, bits, 1, 1, float.MaxValue, -float.MaxValue);
        for (int i = 0; i < members; i++)
            sum.Add(vector);
        RingVector total = sum.Total();
        Assert.Equal(members * (1L << (bits - 1)), total[0]);
        Assert.Equal(-members * (1L << (bits - 1)), total[1]);
    }

    [Theory]
    [InlineData(Ring.Bits32, 0)]
    [InlineData(Ring.Bits32, 39)]
    [InlineData(Ring.Bits64, 17)]
    public void Total_SlotBeyondWhatTheMembersCanMake_IsRefused(Ring ring, int slot)
    {
        RunningSum sum = new(new RoundSpec("test", ring, Block.Whole("whole", 40, 8)));
        RingVector forged = new(ring, 40) { [slot] = slot % 2 == 0 ? 257 : -257 };
        sum.Add(forged);
        sum.Add(new RingVector(ring, 40));
        RefusedException refused = Assert.Throws<RefusedException>(sum.Total);
        Assert.Equal(RefusalCode.SumBeyondRange, refused.Refusal.Code);
    }

    [Fact]
    public void Total_SlotAtTheEdge_IsTaken()
    {
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 40, 8)));
        sum.Add(new RingVector(Ring.Bits32, 40) { [39] = 256 });
        sum.Add(new RingVector(Ring.Bits32, 40));
        Assert.Equal(256, sum.Total()[39]);
    }

    [Fact]
    public void Take_SlotBeyondWhatTheMembersCanMake_IsGivenAsItIs()
    {
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 1, 8)));
        sum.Add(new RingVector(Ring.Bits32, 1) { [0] = 257 });
        Assert.Equal(257, sum.Take()[0]);
        Assert.Throws<InvalidOperationException>(sum.Take);
    }

    [Fact]
    public void Refuse_SumOfAnotherRing_Throws() => Assert.Throws<ArgumentException>(
        () => SumRange.Refuse(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 1, 8)), new RingVector(Ring.Bits64, 1), 3));

    [Fact]
    public void Add_StreamOfManyChunks_EqualsTheVector()
    {
        long[] values = Enumerable.Range(0, 700_001).Select(i => (long)(i % 1000)).ToArray();
        RingVector vector = Specs.Exact(Ring.Bits32, 20, values);
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", values.Length, 20)));
        sum.Add(new MemoryStream(vector.Memory.ToArray()));
        sum.Add(vector);
        RingVector total = sum.Total();
        Assert.Equal(2, sum.Members);
        Assert.True(values.Select(value => 2 * value).SequenceEqual(Enumerable.Range(0, values.Length).Select(i => total[i])));
    }

    [Theory]
    [InlineData(39)]
    [InlineData(44)]
    public void Add_StreamOfAnotherLength_SpoilsTheSum(int bytes)
    {
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 10, 8)));
        Assert.Throws<InvalidDataException>(() => sum.Add(new MemoryStream(new byte[bytes])));
        Assert.Throws<InvalidOperationException>(sum.Total);
    }

    [Fact]
    public void Add_VectorOfAnotherRound_Throws()
    {
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 10, 8)));
        Assert.Throws<ArgumentException>(() => sum.Add(new RingVector(Ring.Bits64, 10)));
        Assert.Throws<ArgumentException>(() => sum.Add(new RingVector(Ring.Bits32, 11)));
        Assert.Equal(0, sum.Members);
    }

    [Fact]
    public void Add_AfterTheTotal_Throws()
    {
        RunningSum sum = new(new RoundSpec("test", Ring.Bits32, Block.Whole("whole", 1, 8)));
        sum.Add(new RingVector(Ring.Bits32, 1));
        sum.Total();
        Assert.Throws<InvalidOperationException>(() => sum.Add(new RingVector(Ring.Bits32, 1)));
    }
}
