using FedMat.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Aggregation.Tests;

public sealed class RunningSumTests
{
    [Theory]
    [InlineData(Ring.Bits32)]
    [InlineData(Ring.Bits64)]
    public void Total_OfThreeToSixtyFourMembers_IsTheIntegerSum(Ring ring)
    {
        Gen<long[]> contributions = Gen.Choose(3, 64).SelectMany(members =>
        {
            long bound = 1L << (Specs.Bits(ring, members) - 1);
            Gen<long> extreme = Gen.Elements(-bound, -bound + 1, -1, 0, 1, bound - 1, bound);
            Gen<long> any = ArbMap.Default.GeneratorFor<long>().Select(value => value % (bound + 1));
            return Gen.ArrayOf(Gen.OneOf(extreme, any), members);
        });
        Prop.ForAll(contributions.ToArbitrary(), values =>
        {
            int bits = Specs.Bits(ring, values.Length);
            RunningSum sum = new(new RoundSpec("test", ring, Block.Whole("whole", 1, bits)));
            foreach (long value in values)
                sum.Add(Specs.Exact(ring, bits, value));
            return sum.Total()[0] == values.Aggregate(Int128.Zero, (total, value) => total + value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
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
        Assert.Equal(values.Select(value => 2 * value), Enumerable.Range(0, values.Length).Select(i => total[i]));
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
