namespace FedMat.Crypto.Tests;

public sealed class MaskStreamTests
{
    private const int Cases = 10_000;

    [Theory]
    [InlineData(32, 0, 1)]
    [InlineData(32, 1, 2)]
    [InlineData(32, 3, 5)]
    [InlineData(32, 1001, 2)]
    [InlineData(32, 70_001, 1)]
    [InlineData(32, 70_001, 2)]
    [InlineData(64, 1, 1)]
    [InlineData(64, 31, 5)]
    [InlineData(64, 70_001, 2)]
    [InlineData(64, 70_001, 3)]
    public void Add_WholeVector_EqualsThePlainSum(int wordBits, int words, int threads)
    {
        Random random = new(words + threads);
        byte[] vector = Bytes(random, words * wordBits / 8);
        MaskTerm[] terms = Terms(random, 3);
        byte[] expected = PlainCounterMode.Sum(vector, wordBits, terms);
        MaskStream.Add(vector.AsMemory(), wordBits, terms, threads);
        Assert.Equal(expected, vector);
    }

    [Fact]
    public void Add_SmallVectors_EqualThePlainSum()
    {
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            int wordBits = random.Next(2) == 0 ? 32 : 64;
            byte[] vector = Bytes(random, random.Next(9) * wordBits / 8);
            MaskTerm[] terms = Terms(random, random.Next(3));
            byte[] expected = PlainCounterMode.Sum(vector, wordBits, terms);
            MaskStream.Add(vector, 0, wordBits, terms);
            Assert.Equal(expected, vector);
        }
    }

    [Fact]
    public void Add_ThenTheOppositeTerms_GivesTheVectorBack()
    {
        Random random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            int wordBits = random.Next(2) == 0 ? 32 : 64;
            byte[] vector = Bytes(random, random.Next(1, 50) * wordBits / 8);
            byte[] masked = [.. vector];
            MaskTerm[] terms = Terms(random, 2);
            MaskStream.Add(masked, 0, wordBits, terms);
            Assert.NotEqual(vector, masked);
            MaskStream.Add(masked, 0, wordBits, [.. terms.Select(term => term with { Subtract = !term.Subtract })]);
            Assert.Equal(vector, masked);
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Add_InRanges_EqualsTheWhole(int wordBits)
    {
        Random random = new(3);
        MaskTerm[] terms = Terms(random, 4);
        byte[] whole = Bytes(random, 300_008);
        byte[] inRanges = [.. whole];
        MaskStream.Add(whole.AsMemory(), wordBits, terms, threads: 2);
        int[] cuts = [0, 16, 16, 4096, 4128, 150_000, 300_000, 300_008];
        for (int i = 1; i < cuts.Length; i++)
            MaskStream.Add(inRanges.AsSpan(cuts[i - 1]..cuts[i]), cuts[i - 1], wordBits, terms);
        Assert.Equal(whole, inRanges);
    }

    [Fact]
    public void Add_RangeFarIntoTheVector_TakesTheKeystreamThere()
    {
        const long offset = 1L << 40;
        byte[] key = Bytes(new Random(4), 32);
        byte[] vector = new byte[40];
        MaskStream.Add(vector, offset, 32, [new MaskTerm(key, Subtract: false)]);
        Assert.Equal(PlainCounterMode.Keystream(key, (UInt128)(offset / 16), 40), vector);
    }

    [Fact]
    public void Add_Cancelled_ThrowsOperationCanceledException() => Assert.Throws<OperationCanceledException>(() =>
        MaskStream.Add(new byte[64].AsMemory(), 32, Terms(new Random(5), 1), threads: 2, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(16, 32, 0)] // words of another size
    [InlineData(32, 32, 8)] // between two blocks
    [InlineData(32, 32, -16)]
    [InlineData(32, 31, 0)] // a short key
    [InlineData(32, 33, 0)]
    public void Add_WrongSizes_ThrowArgumentException(int wordBits, int keyLength, long offset) => Assert.ThrowsAny<ArgumentException>(() =>
        MaskStream.Add(new byte[64], offset, wordBits, [new MaskTerm(new byte[keyLength], Subtract: false)]));

    [Fact]
    public void Add_NoWholeNumberOfWords_ThrowsArgumentException()
    {
        Assert.Throws<ArgumentException>(() => MaskStream.Add(new byte[6], 0, 32, []));
        Assert.Throws<ArgumentException>(() => MaskStream.Add(new byte[12].AsMemory(), 64, [], threads: 1));
    }

    [Fact]
    public void Add_TermWithoutKey_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => MaskStream.Add(new byte[8], 0, 32, [default]));

    [Fact]
    public void ToString_OfATerm_HoldsNoKey()
    {
        byte[] key = [.. Enumerable.Repeat((byte)0xAB, 32)];
        Assert.Equal("added keystream", new MaskTerm(key, Subtract: false).ToString());
        Assert.Equal("subtracted keystream", new MaskTerm(key, Subtract: true).ToString());
    }

    private static MaskTerm[] Terms(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new MaskTerm(Bytes(random, 32), random.Next(2) == 0))];

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
