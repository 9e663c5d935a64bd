using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace FedMat.Learning;

/// <summary>
/// Adam's moments and step, number by number: m = β1 m + (1 - β1) g and v = β2 v + (1 - β2) g², rounded to single precision, and from them the step a
/// m / (√(b v) + ε). Several numbers are computed at once: each operation is the IEEE one on each of them, so the width of the machine's vectors
/// changes no bit.
/// </summary>
/// <param name="First">β1.</param>
/// <param name="Second">β2.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">a: the rate over the first moment's bias.</param>
/// <param name="SquareScale">b: one over the second moment's bias.</param>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Number by number, no sum: the same on every machine.")]
internal readonly record struct AdamRule(double First, double Second, double Epsilon, double Scale, double SquareScale)
{
    public void Apply(
        ReadOnlySpan<double> gradient, ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> newFirst, Span<float> newSecond, Span<double> step)
    {
        (int width, int half) = (Vector<float>.Count, Vector<double>.Count);
        int i = 0;
        for (; i <= step.Length - width; i += width)
        {
            (Vector<double> g, Vector<double> h) = (new(gradient[i..]), new(gradient[(i + half)..]));
            Vector.Widen(new Vector<float>(first[i..]), out Vector<double> mg, out Vector<double> mh);
            Vector.Widen(new Vector<float>(second[i..]), out Vector<double> vg, out Vector<double> vh);
            Vector<float> m = Vector.Narrow(Mean(mg, g), Mean(mh, h));
            Vector<float> v = Vector.Narrow(Square(vg, g), Square(vh, h));
            m.CopyTo(newFirst[i..]);
            v.CopyTo(newSecond[i..]);
            Vector.Widen(m, out mg, out mh);
            Vector.Widen(v, out vg, out vh);
            Step(mg, vg).CopyTo(step[i..]);
            Step(mh, vh).CopyTo(step[(i + half)..]);
        }

        for (; i < step.Length; i++)
        {
            newFirst[i] = (float)((First * first[i]) + ((1 - First) * gradient[i]));
            newSecond[i] = (float)((Second * second[i]) + ((1 - Second) * (gradient[i] * gradient[i])));
            step[i] = Scale * newFirst[i] / (Math.Sqrt(SquareScale * newSecond[i]) + Epsilon);
        }
    }

    private Vector<double> Mean(Vector<double> mean, Vector<double> gradient) => (First * mean) + ((1 - First) * gradient);

    private Vector<double> Square(Vector<double> square, Vector<double> gradient) => (Second * square) + ((1 - Second) * (gradient * gradient));

    private Vector<double> Step(Vector<double> mean, Vector<double> square) =>
        Scale * mean / (Vector.SquareRoot(SquareScale * square) + new Vector<double>(Epsilon));
}
