using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>One thread's part of the products of <see cref="SumCheck"/>: takes tiles of the vectors, two vectors at a time.</summary>
internal sealed class TagSums
{
    private const int TileWords = 4096;
    private const int CoefficientBytes = SumCheck.Vectors / 8;
    private readonly byte[] key;
    private readonly byte[] coefficients = new byte[TileWords * CoefficientBytes];
    private readonly IReadOnlyList<RingVector> vectors;
    private readonly RingVector[] tags;
    private readonly RingVector unused;
    private readonly bool wide;

    public TagSums(Digest challenge, IReadOnlyList<RingVector> vectors)
        : this(challenge, vectors, Vector512.IsHardwareAccelerated)
    {
    }

    /// <param name="challenge">Key of the random vectors.</param>
    /// <param name="vectors">All of one ring and length.</param>
    /// <param name="wide">Registers of 512 rather than 256 bits; the result is the same.</param>
    public TagSums(Digest challenge, IReadOnlyList<RingVector> vectors, bool wide)
    {
        key = challenge.ToArray();
        this.vectors = vectors;
        this.wide = wide;
        tags = [.. vectors.Select(vector => new RingVector(vector.Ring, SumCheck.Vectors))];
        unused = new RingVector(vectors[0].Ring, SumCheck.Vectors);
    }

    public static int Tiles(int words) => (int)(((long)words + TileWords - 1) / TileWords);

    public TagSums Add(int tile)
    {
        int start = tile * TileWords;
        int count = Math.Min(TileWords, vectors[0].Length - start);
        Span<byte> bits = coefficients.AsSpan(0, count * CoefficientBytes);
        Keystream.Fill(key, (long)start * CoefficientBytes, bits);
        for (int i = 0; i < vectors.Count; i += 2)
        {
            int next = Math.Min(i + 1, vectors.Count - 1);
            RingVector second = next > i ? tags[next] : unused;
            if (vectors[0].Ring == Ring.Bits32)
                Add<uint>(bits, Slice(vectors[i], start, count), Slice(vectors[next], start, count), tags[i], second);
            else
                Add<ulong>(bits, Slice(vectors[i], start, count), Slice(vectors[next], start, count), tags[i], second);
        }

        return this;
    }

    public void AddTo(RingVector[] sums)
    {
        for (int i = 0; i < tags.Length; i++)
            sums[i].Add(0, tags[i].Memory.Span);
    }

    private static ReadOnlySpan<byte> Slice(RingVector vector, int start, int count)
    {
        int width = (int)vector.Ring / 8;
        return vector.Memory.Span.Slice(start * width, count * width);
    }

    private void Add<T>(
        ReadOnlySpan<byte> bits, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, RingVector firstTag, RingVector secondTag)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> products = stackalloc T[2 * SumCheck.Vectors];
        products.Clear();
        ReadOnlySpan<ulong> pieces = MemoryMarshal.Cast<byte, ulong>(bits);
        if (wide)
            MaskedSums512.Add(pieces, MemoryMarshal.Cast<byte, T>(first), MemoryMarshal.Cast<byte, T>(second), products);
        else
            MaskedSums256.Add(pieces, MemoryMarshal.Cast<byte, T>(first), MemoryMarshal.Cast<byte, T>(second), products);
        firstTag.Add(0, MemoryMarshal.AsBytes(products[..SumCheck.Vectors]));
        secondTag.Add(0, MemoryMarshal.AsBytes(products[SumCheck.Vectors..]));
    }
}
