using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace FedMat.Learning;

/// <summary>Layer normalisation (Ba et al., arXiv:1607.06450, equation 4): each row to mean zero and deviation one, times gains, plus offsets.</summary>
/// <param name="Weights">Of the whole network.</param>
/// <param name="Start">Where the gains begin; the offsets stand behind them.</param>
/// <param name="Width">Numbers of a row.</param>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions of networks enter no state; see NetworkModel.")]
internal readonly record struct NormLayer(float[] Weights, int Start, int Width)
{
    /// <summary>Added to the variance.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Where the next array begins.</summary>
    public int End => Start + (2 * Width);

    /// <param name="rows">How many.</param>
    /// <param name="from">Rows x width.</param>
    /// <param name="to">As many; may be the same.</param>
    public void Apply(int rows, ReadOnlySpan<float> from, Span<float> to)
    {
        ReadOnlySpan<float> gains = Weights.AsSpan(Start, Width), offsets = Weights.AsSpan(Start + Width, Width);
        for (int row = 0; row < rows; row++)
        {
            Span<float> made = to.Slice(row * Width, Width);
            TensorPrimitives.Subtract(from.Slice(row * Width, Width), TensorPrimitives.Sum(from.Slice(row * Width, Width)) / Width, made);
            double variance = TensorPrimitives.SumOfSquares(made) / (double)Width;
            TensorPrimitives.Multiply(made, (float)(1 / Math.Sqrt(variance + Epsilon)), made);
            TensorPrimitives.MultiplyAdd(made, gains, offsets, made);
        }
    }
}
