namespace FedMat.Wire.Tests;

public sealed class VersionsTests
{
    [Theory]
    [InlineData(new uint[] { 2 }, 2u)]
    [InlineData(new uint[] { 7, 1, 2 }, 2u)]
    [InlineData(new uint[] { 1, 3 }, null)]
    [InlineData(new uint[0], null)]
    public void Choose_OfWhatIsOffered_IsTheNewestThatBothSpeak(uint[] offered, uint? chosen) =>
        Assert.Equal(chosen, Versions.Choose(offered));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(WireLimits.ChunkBytes, 1)]
    [InlineData(WireLimits.ChunkBytes + 1, 2)]
    public void Chunks_OfAnyLength_HoldEveryByteOnce(int length, int chunks)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = unchecked((byte)(i * 31));

        List<ReadOnlyMemory<byte>> cut = [.. WireLimits.Chunks(bytes)];

        Assert.Equal(chunks, cut.Count);
        Assert.Equal(bytes, cut.SelectMany(chunk => chunk.ToArray()));
    }
}
