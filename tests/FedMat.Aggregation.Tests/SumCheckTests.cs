using System.Text.Json;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class SumCheckTests
{
    private static readonly Digest Challenge = Digest.Of("challenge"u8);

    [Fact]
    public void Tags_VectorsVersionOne_AreTheKnownOnes()
    {
        using Stream stream = typeof(SumCheckTests).Assembly.GetManifestResourceStream("v1.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        Assert.All(document.RootElement.GetProperty("sumCheck").EnumerateArray(), known =>
        {
            string Hex(string name) => known.GetProperty(name).GetString()!;
            RingVector vector = new((Ring)known.GetProperty("ring").GetInt32(), Convert.FromHexString(Hex("vector")));
            RingVector tags = SumCheck.Tags(Digest.Parse(Hex("challenge")), vector, threads: 1);
            Assert.Equal(Hex("tags"), Convert.ToHexStringLower(tags.Memory.Span));
        });
    }

    [Theory]
    [InlineData(Ring.Bits32, 0)]
    [InlineData(Ring.Bits32, 1)]
    [InlineData(Ring.Bits32, 4096)]
    [InlineData(Ring.Bits32, 5001)]
    [InlineData(Ring.Bits64, 1)]
    [InlineData(Ring.Bits64, 4097)]
    [InlineData(Ring.Bits64, 5001)]
    public void Tags_AnyLength_FollowTheDefinition(Ring ring, int length)
    {
        RingVector vector = Drawn(ring, length, seed: length);
        AssertSame(Defined(Challenge, vector), SumCheck.Tags(Challenge, vector, threads: 2));
    }

    [Theory]
    [InlineData(Ring.Bits32, true)]
    [InlineData(Ring.Bits32, false)]
    [InlineData(Ring.Bits64, true)]
    [InlineData(Ring.Bits64, false)]
    public void Tags_RegistersOfEitherWidth_FollowTheDefinition(Ring ring, bool wide)
    {
        RingVector[] vectors = [Drawn(ring, 5000, seed: 1), Drawn(ring, 5000, seed: 2)];
        RingVector[] tags = [new(ring, SumCheck.Vectors), new(ring, SumCheck.Vectors)];
        TagSums sums = new(Challenge, vectors, wide);
        for (int tile = 0; tile < TagSums.Tiles(5000); tile++)
            sums.Add(tile);
        sums.AddTo(tags);
        AssertSame(Defined(Challenge, vectors[0]), tags[0]);
        AssertSame(Defined(Challenge, vectors[1]), tags[1]);
    }

    [Theory]
    [InlineData(Ring.Bits32, 2, 1)]
    [InlineData(Ring.Bits32, 3, 2)]
    [InlineData(Ring.Bits64, 3, 1)]
    [InlineData(Ring.Bits64, 4, 3)]
    public void Tags_SeveralVectors_AreThoseOfEach(Ring ring, int count, int threads)
    {
        RingVector[] vectors = [.. Enumerable.Range(0, count).Select(seed => Drawn(ring, 10_000, seed))];
        RingVector[] tags = SumCheck.Tags(Challenge, vectors, threads);
        Assert.Equal(count, tags.Length);
        for (int i = 0; i < count; i++)
            AssertSame(SumCheck.Tags(Challenge, vectors[i], threads: 1), tags[i]);
    }

    [Theory]
    [InlineData(Ring.Bits32)]
    [InlineData(Ring.Bits64)]
    public void Tags_OfASum_AreTheSumOfTheTags(Ring ring)
    {
        RingVector sum = new(ring, 3000), tags = new(ring, SumCheck.Vectors);
        for (int seed = 0; seed < 5; seed++)
        {
            RingVector vector = Drawn(ring, 3000, seed);
            sum.Add(0, vector.Memory.Span);
            tags.Add(0, SumCheck.Tags(Challenge, vector, threads: 2).Memory.Span);
        }

        AssertSame(tags, SumCheck.Tags(Challenge, sum, threads: 2));
    }

    [Theory]
    [InlineData(Ring.Bits32, 1L)]
    [InlineData(Ring.Bits32, int.MinValue)] // half the ring
    [InlineData(Ring.Bits64, 1L)]
    [InlineData(Ring.Bits64, long.MinValue)]
    public void Tags_OneWordAltered_DifferInAboutHalfTheSlots(Ring ring, long difference)
    {
        RingVector vector = Drawn(ring, 3000, seed: 8);
        RingVector before = SumCheck.Tags(Challenge, vector, threads: 1);
        vector[1234] = unchecked(vector[1234] + difference);
        RingVector after = SumCheck.Tags(Challenge, vector, threads: 1);
        Assert.InRange(Enumerable.Range(0, SumCheck.Vectors).Count(i => before[i] != after[i]), 40, 88);
    }

    [Fact]
    public void Tags_AnotherChallenge_AreOthers()
    {
        RingVector vector = Drawn(Ring.Bits32, 100, seed: 9);
        Assert.NotEqual(SumCheck.Tags(Challenge, vector, 1).Hash, SumCheck.Tags(Digest.Of("another"u8), vector, 1).Hash);
    }

    [Fact]
    public void Tags_NoCommonShape_ThrowsArgumentException()
    {
        Assert.Throws<ArgumentException>(() => SumCheck.Tags(Challenge, [], threads: 1));
        Assert.Throws<ArgumentException>(() => SumCheck.Tags(Challenge, [new(Ring.Bits32, 2), new(Ring.Bits64, 2)], threads: 1));
        Assert.Throws<ArgumentException>(() => SumCheck.Tags(Challenge, [new(Ring.Bits32, 2), new(Ring.Bits32, 3)], threads: 1));
    }

    [Fact]
    public void Tags_Cancelled_ThrowsOperationCanceledException() => Assert.Throws<OperationCanceledException>(() =>
        SumCheck.Tags(Challenge, Drawn(Ring.Bits32, 10, seed: 1), threads: 2, new CancellationToken(canceled: true)));

    private static RingVector Defined(Digest challenge, RingVector vector)
    {
        byte[] bits = new byte[16 * vector.Length];
        Keystream.Fill(challenge.ToArray(), 0, bits);
        RingVector tags = new(vector.Ring, SumCheck.Vectors);
        for (int word = 0; word < vector.Length; word++)
        {
            for (int i = 0; i < SumCheck.Vectors; i++)
            {
                if ((bits[(16 * word) + (i / 8)] >> (i % 8) & 1) == 1)
                    tags[i] = unchecked(tags[i] + vector[word]);
            }
        }

        return tags;
    }

    private static RingVector Drawn(Ring ring, int length, int seed)
    {
        byte[] bytes = new byte[length * (int)ring / 8];
        new Random(seed).NextBytes(bytes);
        return new RingVector(ring, bytes);
    }

    private static void AssertSame(RingVector expected, RingVector actual)
    {
        Assert.Equal(expected.Ring, actual.Ring);
        Assert.Equal(expected.Memory.ToArray(), actual.Memory.ToArray());
    }
}
