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
            Span<int> slots = target.Slice(start, count);
            for (int i = 0; i < slots.Length; i++)
                slots[i] = unchecked((int)scaled[i]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fill(ReadOnlySpan<float> values)
    {
        int count = Math.Min(values.Length, Stretch);
        source.GetBytes(MemoryMarshal.AsBytes(words.AsSpan(0, count)));
        bool finite = true;
        for (int i = 0; i < count; i++)
        {
            float value = values[i];
            finite &= float.IsFinite(value);
            double inside = Math.Min(Math.Max(value * factor, -limit), limit);
            double below = Math.Floor(inside);
            scaled[i] = below + (words[i] * Word < inside - below ? 1 : 0);
        }

        return finite
            ? count
            : throw new RefusedException(RefusalCode.ValueBeyondBound, $"a number in block '{block.Name}' is not finite; nothing was sent");
    }
}
