using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FedMat.Learning;

/// <summary>
/// Numbers from a seed, the same on every machine: SHA-256 over purpose, seed and a counter, eight 32-bit words a block. For
/// what is public and must be reproducible (first weights, the order of rows); never for what must be secret.
/// </summary>
public sealed class SeededStream
{
    private const int Words = SHA256.HashSizeInBytes / sizeof(uint);
    private readonly byte[] input;
    private readonly byte[] block = new byte[SHA256.HashSizeInBytes];
    private long counter;
    private int next = Words;

    /// <param name="purpose">Streams of different purposes have nothing in common.</param>
    /// <param name="seed">The plan's seed, or one drawn from it.</param>
    /// <param name="index">Which of several streams of one purpose.</param>
    public SeededStream(string purpose, long seed, long index = 0)
    {
        byte[] name = Encoding.UTF8.GetBytes(purpose);
        input = new byte[24 + name.Length];
        BinaryPrimitives.WriteInt64LittleEndian(input.AsSpan(8), seed);
        BinaryPrimitives.WriteInt64LittleEndian(input.AsSpan(16), index);
        name.CopyTo(input, 24);
    }

    public uint NextWord()
    {
        if (next == Words)
        {
            BinaryPrimitives.WriteInt64LittleEndian(input, counter++);
            SHA256.HashData(input, block);
            next = 0;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(sizeof(uint) * next++));
    }

    /// <summary>A whole number in [0, 2^62).</summary>
    public long NextSeed() => (long)(((ulong)NextWord() << 30) ^ NextWord());

    /// <summary>A number in [0, 1) with 24 bits, exact as a float.</summary>
    public float NextUnit() => (NextWord() >> 8) / (float)(1 << 24);

    /// <summary>A whole number below the given one. Off uniform by less than 2^-32 times the bound.</summary>
    public int NextBelow(int bound) => (int)(((ulong)NextWord() * (ulong)bound) >> 32);

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
