using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Turns a member's numbers into ring integers (protocol.md, "Numbers to integers"). A weighted value becomes
/// share × clip(value) / step, rounded up with the probability of its fraction and else down, by a cryptographic source: its mean
/// is the value and its error is below one step. An exact value is copied.
/// Limits: a draw has 32 bits, so the mean is off by at most 2^-32 of a step.
/// </summary>
public static class Quantiser
{
    /// <summary>Quantises all blocks.</summary>
    /// <param name="vector">All of its blocks must have been given.</param>
    /// <param name="source">A cryptographic source; not used for exact blocks.</param>
    /// <exception cref="RefusedException">FM311: a value is no finite number, or beyond an exact block's bound.</exception>
    public static RingVector Encode(LocalVector vector, RandomNumberGenerator source)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(source);
        RoundSpec spec = vector.Spec;
        byte[] bytes = new byte[spec.Bytes];
        int width = (int)spec.Ring / 8;
        int slot = 0;
        for (int i = 0; i < spec.Blocks.Count; i++)
        {
            Block block = spec.Blocks[i];
            Span<byte> target = bytes.AsSpan(slot * width, block.Length * width);
            if (block.Kind == BlockKind.Exact)
                Copy(block, vector.ExactAt(i), spec.Ring, target);
            else
                Round(block, vector.WeightedAt(i), vector.Share, spec.Ring, target, source);
            slot += block.Length;
        }

        return new RingVector(spec.Ring, bytes);
    }

    private static void Copy(Block block, ReadOnlySpan<long> values, Ring ring, Span<byte> target)
    {
        foreach (long value in values)
        {
            if (value > block.Bound || value < -block.Bound)
                throw new RefusedException(
                    RefusalCode.ValueBeyondBound, $"a number in block '{block.Name}' is beyond the round's bound; nothing was sent");
        }

        if (ring == Ring.Bits64)
            values.CopyTo(MemoryMarshal.Cast<byte, long>(target));
        else
            Narrow(values, MemoryMarshal.Cast<byte, int>(target));
    }

    private static void Narrow(ReadOnlySpan<long> values, Span<int> target)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = (int)values[i];
    }

    private static void Round(
        Block block, ReadOnlySpan<float> values, double share, Ring ring, Span<byte> target, RandomNumberGenerator source)
    {
        using StochasticRounding rounding = new(block, share, source);
        if (ring == Ring.Bits32)
            rounding.Round(values, MemoryMarshal.Cast<byte, int>(target));
        else
            rounding.Round(values, MemoryMarshal.Cast<byte, long>(target));
    }
}
