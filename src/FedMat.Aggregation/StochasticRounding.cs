using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>One weighted block's rounding: scale, clip, and a stretch of random words at a time.</summary>
internal sealed class StochasticRounding : IDisposable
{
    private const int Stretch = 4096;
    private const double Word = 1.0 / (1L << 32);
    private readonly uint[] words = new uint[Stretch];
    private readonly double[] scaled = new double[Stretch];
    private readonly Block block;
    private readonly double factor;
    private readonly double limit;
    private readonly RandomNumberGenerator source;

    public StochasticRounding(Block block, double share, RandomNumberGenerator source)
    {
        this.block = block;
        this.source = source;
        factor = share * block.Bound / block.Clip;
        limit = share * block.Bound;
    }

    public void Round(ReadOnlySpan<float> values, Span<int> target)
    {
        for (int start = 0; start < values.Length; start += Stretch)
        {
            int count = Fill(values[start..]);
            Narrow(scaled.AsSpan(0, count), target.Slice(start, count));
        }
    }

    public void Round(ReadOnlySpan<float> values, Span<long> target)
    {
        for (int start = 0; start < values.Length; start += Stretch)
        {
            int count = Fill(values[start..]);
            Span<long> slots = target.Slice(start, count);
            for (int i = 0; i < slots.Length; i++)
                slots[i] = unchecked((long)scaled[i]);
        }
    }

    /// <summary>The random words say how a value was rounded, and so something of the value.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scaled.AsSpan()));
    }

    /// <summary>
    /// Several numbers at once where the machine can: each operation is the IEEE one on each of them, so the width of its vectors changes nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fill(ReadOnlySpan<float> values)
    {
        int count = Math.Min(values.Length, Stretch);
        source.GetBytes(MemoryMarshal.AsBytes(words.AsSpan(0, count)));
        (int width, int half) = (Vector<float>.Count, Vector<double>.Count);
        bool finite = true;
        int i = 0;
        for (; i <= count - width; i += width)
        {
            Vector<float> some = new(values[i..]);
            // An infinity less itself is no number either.
            finite &= Vector.EqualsAll(some - some, Vector<float>.Zero);
            Vector.Widen(some, out Vector<double> left, out Vector<double> right);
            Vector.Widen(new Vector<uint>(words, i), out Vector<ulong> leftWords, out Vector<ulong> rightWords);
            Rounded(left, Vector.ConvertToDouble(leftWords)).CopyTo(scaled, i);
            Rounded(right, Vector.ConvertToDouble(rightWords)).CopyTo(scaled, i + half);
        }

        for (; i < count; i++)
        {
            finite &= float.IsFinite(values[i]);
            double inside = Math.Min(Math.Max(values[i] * factor, -limit), limit);
            double below = Math.Floor(inside);
            scaled[i] = below + (words[i] * Word < inside - below ? 1 : 0);
        }

        return finite
            ? count
            : throw new RefusedException(RefusalCode.ValueBeyondBound, $"a number in block '{block.Name}' is not finite; nothing was sent");
    }

    private Vector<double> Rounded(Vector<double> values, Vector<double> draws)
    {
        Vector<double> bound = new(limit);
        Vector<double> inside = Vector.Min(Vector.Max(values * factor, -bound), bound);
        Vector<double> below = Vector.Floor(inside);
        return below + Vector.ConditionalSelect(Vector.LessThan(draws * Word, inside - below), Vector<double>.One, Vector<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<double> values, Span<int> target)
    {
        (int width, int half) = (Vector<int>.Count, Vector<double>.Count);
        int i = 0;
        for (; i <= target.Length - width; i += width)
            Vector.Narrow(Vector.ConvertToInt64(new Vector<double>(values[i..])), Vector.ConvertToInt64(new Vector<double>(values[(i + half)..]))).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] = unchecked((int)values[i]);
    }
}
