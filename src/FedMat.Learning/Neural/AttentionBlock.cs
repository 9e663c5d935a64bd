using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>One block of an <see cref="AttentionShape"/> with its weights, over the tokens of one record.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions of networks enter no state; see NetworkModel.")]
internal sealed class AttentionBlock
{
    private readonly AttentionShape shape;
    private readonly NormLayer first;
    private readonly DenseLayer projection;
    private readonly DenseLayer mixing;
    private readonly NormLayer second;
    private readonly DenseLayer widening;
    private readonly DenseLayer narrowing;

    public AttentionBlock(AttentionShape shape, float[] weights, int start)
    {
        this.shape = shape;
        int width = shape.Width;
        first = new NormLayer(weights, start, width);
        projection = new DenseLayer(weights, first.End, width, 3 * width);
        mixing = new DenseLayer(weights, projection.End, width, width);
        second = new NormLayer(weights, mixing.End, width);
        widening = new DenseLayer(weights, second.End, width, AttentionShape.Widening * width);
        narrowing = new DenseLayer(weights, widening.End, AttentionShape.Widening * width, width);
    }

    /// <summary>Where the next array begins.</summary>
    public int End => narrowing.End;

    /// <param name="count">Tokens.</param>
    /// <param name="tokens">Count x width; changed in place.</param>
    public void Apply(int count, Span<float> tokens)
    {
        int width = shape.Width;
        (float[] normal, float[] mixed) = (new float[count * width], new float[count * width]);
        float[] projected = new float[count * 3 * width];
        first.Apply(count, tokens, normal);
        projection.Apply(count, normal, projected);
        Attend(count, projected, normal);
        mixing.Apply(count, normal, mixed);
        TensorPrimitives.Add(tokens, mixed, tokens);
        second.Apply(count, tokens, normal);
        Span<float> wide = projected.AsSpan(0, count * AttentionShape.Widening * width);
        widening.Apply(count, normal, wide);
        Perceptron.Activate(shape.Activation, wide);
        narrowing.Apply(count, wide, mixed);
        TensorPrimitives.Add(tokens, mixed, tokens);
    }

    /// <summary>Queries, keys and values stand side by side in a row, and in each of them the heads.</summary>
    private void Attend(int count, ReadOnlySpan<float> projected, Span<float> attended)
    {
        (int width, int part) = (shape.Width, shape.Width / shape.Heads);
        float scale = (float)(1 / Math.Sqrt(part));
        float[] scores = new float[count];
        attended.Clear();
        for (int place = 0; place < width; place += part)
        {
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> query = projected.Slice((i * 3 * width) + place, part);
                for (int j = 0; j < count; j++)
                    scores[j] = TensorPrimitives.Dot(query, projected.Slice((j * 3 * width) + width + place, part)) * scale;
                Softmax(scores);
                Span<float> sum = attended.Slice((i * width) + place, part);
                for (int j = 0; j < count; j++)
                    TensorPrimitives.MultiplyAdd(projected.Slice((j * 3 * width) + (2 * width) + place, part), scores[j], sum, sum);
            }
        }
    }

    private static void Softmax(Span<float> scores)
    {
        float most = TensorPrimitives.Max(scores);
        double sum = 0;
        foreach (ref float score in scores)
            sum += score = (float)Elementary.Exp(score - most);
        foreach (ref float score in scores)
            score = (float)(score / sum);
    }
}
