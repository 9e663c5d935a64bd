using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

public sealed class InMemorySumTests
{
    private const int Bits = 20;
    private static readonly RoundSpec Ask = new("test", Ring.Bits32, Block.Whole("numbers", 3, Bits));
    private static readonly RoundSpec Wide = new("test", Ring.Bits64, Block.Whole("numbers", 3, Bits));

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(64)]
    public void Sum_OfManyMembersWithAsManyLostAsAllowed_IsTheExactSumOfTheRest(int members)
    {
        Random random = new(members);
        using InMemorySum sums = new(Examples.PlanFor(members));
        Check(sums, members, random, Lost(random, members, Spare(members)), Ask);
    }

    [Fact]
    public void Sum_OfAnyMembersAnyLost_IsTheExactSumOfThoseWhoseVectorArrived()
    {
        Random random = new(1);
        for (int members = 5; members <= 9; members++)
        {
            using InMemorySum sums = new(Examples.PlanFor(members));
            for (int i = 0; i < 8; i++)
                Check(sums, members, random, Lost(random, members, random.Next(Spare(members) + 1)), i % 2 == 0 ? Ask : Wide);
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(10, 4)]
    public void Sum_WithMoreLostThanAllowed_EndsWithoutASum(int members, int lost)
    {
        using InMemorySum sums = new(Examples.PlanFor(members));
        for (LastWord last = LastWord.None; last < LastWord.Input; last++)
        {
            Dictionary<int, LastWord> gone = Enumerable.Range(0, lost).ToDictionary(place => place, _ => last);
            Exception error = Assert.ThrowsAny<Exception>(() => sums.Sum(Ask, Vectors(new Random(1), members, Ask), gone));
            Assert.True(error is InvalidOperationException or RefusedException, error.ToString());
        }
    }

    [Fact]
    public void Sum_OfVectorsBeyondTheBound_IsRefused()
    {
        using InMemorySum sums = new(Examples.PlanFor(3));
        RingVector[] vectors = [new(Ring.Bits32, 3) { [1] = 1 << 22 }, new(Ring.Bits32, 3), new(Ring.Bits32, 3)];
        RefusedException refused = Assert.Throws<RefusedException>(() => sums.Sum(Ask, vectors));
        Assert.Equal(RefusalCode.SumBeyondRange, refused.Refusal.Code);
    }

    [Fact]
    public void Sum_OneAfterTheOther_CountsTheCostsOfBothSides()
    {
        using InMemorySum sums = new(Examples.PlanFor(3));
        sums.Sum(Ask, Vectors(new Random(1), 3, Ask));
        Assert.True(sums.Costs.Members > TimeSpan.Zero);
        Assert.True(sums.Costs.Coordinator > TimeSpan.Zero);
    }

    private static int Spare(int members) => members - new Thresholds(members, 2).Survivors;

    private static void Check(InMemorySum sums, int members, Random random, Dictionary<int, LastWord> lost, RoundSpec ask)
    {
        RingVector[] vectors = Vectors(random, members, ask);
        long[] expected = new long[ask.Length];
        foreach ((int place, RingVector vector) in vectors.Index())
        {
            for (int slot = 0; slot < expected.Length && lost.GetValueOrDefault(place, LastWord.Tags) >= LastWord.Input; slot++)
                expected[slot] += vector[slot];
        }

        RingVector sum = sums.Sum(ask, vectors, lost);
        Assert.Equal(expected, Enumerable.Range(0, ask.Length).Select(slot => sum[slot]));
    }

    private static Dictionary<int, LastWord> Lost(Random random, int members, int count)
    {
        int[] places = [.. Enumerable.Range(0, members)];
        random.Shuffle(places);
        return places.Take(count).ToDictionary(place => place, _ => (LastWord)random.Next((int)LastWord.Tags + 1));
    }

    private static RingVector[] Vectors(Random random, int members, RoundSpec ask)
    {
        RingVector[] vectors = [.. Enumerable.Range(0, members).Select(_ => new RingVector(ask.Ring, ask.Length))];
        foreach (RingVector vector in vectors)
        {
            for (int slot = 0; slot < ask.Length; slot++)
                vector[slot] = random.NextInt64(-(1L << (Bits - 1)), (1L << (Bits - 1)) + 1);
        }

        return vectors;
    }
}
