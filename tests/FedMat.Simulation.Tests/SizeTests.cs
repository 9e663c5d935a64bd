using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

/// <summary>
/// Whole sums of four members, one of whom is lost, in both rings: of one number, on both sides of the tiles in which tags and masks are worked out, and
/// of a million. Ten million are a benchmark.
/// </summary>
public sealed class SizeTests
{
    private const int Members = 4;

    /// <summary>Words of either ring.</summary>
    private const int TagTile = 4096;

    private const int MaskTileBytes = 128 * 1024;
    private const int Million = 1_000_000;

    public static TheoryData<Ring, int> Sizes
    {
        get
        {
            TheoryData<Ring, int> sizes = [];
            foreach (Ring ring in Enum.GetValues<Ring>())
            {
                int maskTile = MaskTileBytes / ((int)ring / 8);
                foreach (int length in new[] { 1, TagTile - 1, TagTile, TagTile + 1, maskTile - 1, maskTile, maskTile + 1, Million })
                    sizes.Add(ring, length);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sum_OfVectorsOfAnyLength_IsExact(Ring ring, int length)
    {
        RoundSpec ask = new("test", ring, Block.Whole("numbers", length, 24));
        using InMemorySum sums = new(Examples.PlanFor(Members));
        Dictionary<int, LastWord> lost = new() { [length % Members] = LastWord.Holding };
        RingVector[] vectors = [.. Enumerable.Range(0, Members).Select(place => Vector(ring, length, place))];
        RingVector expected = new(ring, length);
        foreach ((int place, RingVector vector) in vectors.Index())
        {
            if (!lost.ContainsKey(place))
                expected.Add(0, vector.Memory.Span);
        }

        RingVector sum = sums.Sum(ask, vectors, lost);

        Assert.True(sum.Memory.Span.SequenceEqual(expected.Memory.Span));
    }

    private static RingVector Vector(Ring ring, int length, int place)
    {
        RingVector vector = new(ring, length);
        byte[] random = new byte[length];
        new Random(place).NextBytes(random);
        Span<byte> bytes = MemoryMarshal.AsMemory(vector.Memory).Span;
        int width = (int)ring / 8;
        // 16 of 24 bits, and of a negative number all above them.
        for (int slot = 0; slot < length; slot++)
        {
            int at = slot * width;
            bytes.Slice(at, width).Fill(random[slot] > 127 ? byte.MaxValue : byte.MinValue);
            bytes[at] = random[slot];
            bytes[at + 1] = random[length - 1 - slot];
        }

        return vector;
    }
}
