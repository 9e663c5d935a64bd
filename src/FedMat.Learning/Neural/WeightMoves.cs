using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace FedMat.Learning;

/// <summary>
/// Arithmetic on whole arrays of weights, several numbers at once: each operation is the IEEE one on each of them, so the width of the machine's vectors changes no bit.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Number by number, no sum: the same on every machine.")]
internal static class WeightMoves
{
    /// <summary>The weights after a step, rounded to single precision.</summary>
    public static float[] Moved(ReadOnlySpan<float> weights, ReadOnlySpan<double> step)
    {
        float[] moved = new float[weights.Length];
        (int width, int half) = (Vector<float>.Count, Vector<double>.Count);
        int i = 0;
        for (; i <= moved.Length - width; i += width)
        {
            Vector.Widen(new Vector<float>(weights[i..]), out Vector<double> left, out Vector<double> right);
            Vector.Narrow(left + new Vector<double>(step[i..]), right + new Vector<double>(step[(i + half)..])).CopyTo(moved, i);
        }

        for (; i < moved.Length; i++)
            moved[i] = (float)(weights[i] + step[i]);
        return moved;
    }

    /// <summary>Takes a part of the weights off the step.</summary>
    public static void Decay(Span<double> step, ReadOnlySpan<float> weights, double part)
    {
        (int width, int half) = (Vector<float>.Count, Vector<double>.Count);
        int i = 0;
        for (; i <= step.Length - width; i += width)
        {
            Vector.Widen(new Vector<float>(weights[i..]), out Vector<double> left, out Vector<double> right);
            (new Vector<double>(step[i..]) - (part * left)).CopyTo(step[i..]);
            (new Vector<double>(step[(i + half)..]) - (part * right)).CopyTo(step[(i + half)..]);
        }

        for (; i < step.Length; i++)
            step[i] -= part * weights[i];
    }

    /// <summary>Whole numbers times a unit.</summary>
    public static void Scale(ReadOnlySpan<int> numbers, double unit, Span<double> scaled)
    {
        (int width, int half) = (Vector<int>.Count, Vector<double>.Count);
        int i = 0;
        for (; i <= numbers.Length - width; i += width)
        {
            Vector.Widen(new Vector<int>(numbers[i..]), out Vector<long> left, out Vector<long> right);
            (Vector.ConvertToDouble(left) * unit).CopyTo(scaled[i..]);
            (Vector.ConvertToDouble(right) * unit).CopyTo(scaled[(i + half)..]);
        }

        for (; i < numbers.Length; i++)
            scaled[i] = numbers[i] * unit;
    }
}
