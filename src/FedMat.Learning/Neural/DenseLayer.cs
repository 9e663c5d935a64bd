using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace FedMat.Learning;

/// <summary>A linear layer of a network: a matrix (outputs x inputs, row after row), and its offsets behind it.</summary>
/// <param name="Weights">Of the whole network.</param>
/// <param name="Start">Where the matrix begins.</param>
/// <param name="In">Numbers it takes.</param>
/// <param name="Out">Numbers it gives.</param>
/// <param name="HasOffsets">Whether there are offsets.</param>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions of networks enter no state; see NetworkModel.")]
internal readonly record struct DenseLayer(float[] Weights, int Start, int In, int Out, bool HasOffsets = true)
{
    /// <summary>Where the next array begins.</summary>
    public int End => Start + (Out * (In + (HasOffsets ? 1 : 0)));

    /// <param name="rows">How many.</param>
    /// <param name="from">Rows x <see cref="In"/>.</param>
    /// <param name="to">Rows x <see cref="Out"/>.</param>
    public void Apply(int rows, ReadOnlySpan<float> from, Span<float> to)
    {
        ReadOnlySpan<float> matrix = Weights.AsSpan(Start, In * Out);
        ReadOnlySpan<float> offsets = HasOffsets ? Weights.AsSpan(Start + matrix.Length, Out) : [];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> given = from.Slice(row * In, In);
            Span<float> made = to.Slice(row * Out, Out);
            for (int j = 0; j < Out; j++)
                made[j] = TensorPrimitives.Dot(given, matrix.Slice(j * In, In)) + (HasOffsets ? offsets[j] : 0);
        }
    }
}
