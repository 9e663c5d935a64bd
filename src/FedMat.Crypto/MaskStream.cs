using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// Masks: keystreams of AES-256-CTR from counter zero (NIST SP 800-38A, section 6.5), taken as little-endian words of the ring and
/// added to or subtracted from a vector, which wraps. A tile of the vector stays in the cache while all keystreams pass over it. Each
/// key belongs to one vector: the same key over two vectors gives away their difference. Limit: a little-endian machine.
/// </summary>
public static class MaskStream
{
    private const int TileSize = 128 * 1024;
    private const int Alignment = 64;

    /// <summary>Adds all terms to the whole vector, tiles in parallel.</summary>
    /// <param name="vector">Whole words.</param>
    /// <param name="wordBits">32 or 64.</param>
    /// <param name="terms">In any order; the sum is the same.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Once it is cancelled, the vector holds some terms here and others there.</param>
    /// <exception cref="ArgumentException">The vector has no whole number of words, or a key not 32 bytes.</exception>
    public static void Add(
        Memory<byte> vector, int wordBits, IReadOnlyList<MaskTerm> terms, int threads, CancellationToken cancellation = default)
    {
        Check(vector.Length, wordBits, terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int size = EvenTile(vector.Length, threads);
        int tiles = (int)(((long)vector.Length + size - 1) / size);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, tiles, options, tile =>
        {
            int start = tile * size;
            Span<byte> words = vector.Span[start..(int)Math.Min((long)start + size, vector.Length)];
            AddTile(words, (UInt128)(start / CounterBlocks.BlockSize), wordBits, terms, cancellation);
        });
    }

    /// <summary>Adds all terms to a part of a vector, on this thread: what <paramref name="offsetBytes"/> bytes into it begins.</summary>
    /// <param name="vector">The part: whole words.</param>
    /// <param name="offsetBytes">Where in the whole vector the part begins: a multiple of 16.</param>
    /// <param name="wordBits">32 or 64.</param>
    /// <param name="terms">In any order; the sum is the same.</param>
    /// <exception cref="ArgumentException">The part has no whole number of words, or a key not 32 bytes.</exception>
    public static void Add(Span<byte> vector, long offsetBytes, int wordBits, IReadOnlyList<MaskTerm> terms)
    {
        Check(vector.Length, wordBits, terms);
        if (offsetBytes < 0 || offsetBytes % CounterBlocks.BlockSize != 0)
            throw new ArgumentOutOfRangeException(nameof(offsetBytes), offsetBytes, "A part begins at a multiple of 16 bytes.");
        for (int start = 0; start < vector.Length; start += TileSize)
        {
            Span<byte> tile = vector[start..Math.Min(start + TileSize, vector.Length)];
            AddTile(tile, (UInt128)((offsetBytes + start) / CounterBlocks.BlockSize), wordBits, terms, CancellationToken.None);
        }
    }

    private static void AddTile(
        Span<byte> words, UInt128 counter, int wordBits, IReadOnlyList<MaskTerm> terms, CancellationToken cancellation)
    {
        using CounterBlocks blocks = new(counter, words.Length);
        byte[] keystream = ArrayPool<byte>.Shared.Rent(blocks.Length);
        try
        {
            foreach (MaskTerm term in terms)
            {
                cancellation.ThrowIfCancellationRequested();
                blocks.Encrypt(term.Key, keystream);
                ReadOnlySpan<byte> mask = keystream.AsSpan(0, words.Length);
                if (wordBits == 32)
                    Combine(MemoryMarshal.Cast<byte, uint>(words), MemoryMarshal.Cast<byte, uint>(mask), term.Subtract);
                else
                    Combine(MemoryMarshal.Cast<byte, ulong>(words), MemoryMarshal.Cast<byte, ulong>(mask), term.Subtract);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keystream.AsSpan(0, blocks.Length));
            ArrayPool<byte>.Shared.Return(keystream);
        }
    }

    // Optimised at once: a round of a fresh process ends before the runtime would compile the loop anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<T>(Span<T> words, ReadOnlySpan<T> mask, bool subtract)
        where T : struct, INumberBase<T>
    {
        Span<Vector<T>> wide = MemoryMarshal.Cast<T, Vector<T>>(words);
        ReadOnlySpan<Vector<T>> wideMask = MemoryMarshal.Cast<T, Vector<T>>(mask);
        for (int i = 0; i < wide.Length; i++)
            wide[i] = subtract ? wide[i] - wideMask[i] : wide[i] + wideMask[i];
        for (int i = wide.Length * Vector<T>.Count; i < words.Length; i++)
            words[i] = unchecked(subtract ? words[i] - mask[i] : words[i] + mask[i]);
    }

    /// <summary>Tiles of one size, no larger than the cache wants, and as many for each thread.</summary>
    private static int EvenTile(int length, int threads)
    {
        long rounds = Math.Max(1, ((long)length + ((long)TileSize * threads) - 1) / ((long)TileSize * threads));
        long size = (length / (rounds * threads)) + 1;
        return (int)((size + Alignment - 1) / Alignment * Alignment);
    }

    private static void Check(int length, int wordBits, IReadOnlyList<MaskTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (wordBits is not (32 or 64))
            throw new ArgumentOutOfRangeException(nameof(wordBits), wordBits, "A word has 32 or 64 bits.");
        if (length % (wordBits / 8) != 0)
            throw new ArgumentException($"{length} bytes are no whole number of words of {wordBits} bits.");
        if (terms.Any(term => term.Key?.Length != CounterBlocks.KeySize))
            throw new ArgumentException($"A key has {CounterBlocks.KeySize} bytes.", nameof(terms));
    }
}
