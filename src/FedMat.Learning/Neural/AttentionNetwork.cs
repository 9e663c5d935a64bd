using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace FedMat.Learning;

/// <summary>An <see cref="AttentionShape"/> with its weights, record by record.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Predictions of networks enter no state; see NetworkModel.")]
internal sealed class AttentionNetwork : INetwork
{
    private readonly AttentionShape shape;
    private readonly float[] weights;
    private readonly int[] elements;
    private readonly int sites;
    private readonly DenseLayer fractions;
    private readonly DenseLayer others;
    private readonly AttentionBlock[] blocks;
    private readonly NormLayer norm;
    private readonly Perceptron head;

    public AttentionNetwork(AttentionShape shape, float[] weights)
    {
        this.shape = shape;
        this.weights = weights;
        elements = shape.Tokens.Rows();
        sites = shape.Tokens.Elements.Count * shape.Width;
        int start = sites + (shape.Tokens.SiteCount > 1 ? shape.Tokens.SiteCount * shape.Width : 0);
        fractions = new DenseLayer(weights, start, AttentionShape.Powers, shape.Width, HasOffsets: false);
        others = new DenseLayer(weights, fractions.End, shape.Others, shape.Width);
        blocks = new AttentionBlock[shape.Blocks];
        start = others.End;
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = new AttentionBlock(shape, weights, start);
            start = blocks[block].End;
        }

        norm = new NormLayer(weights, start, shape.Width);
        head = new Perceptron(shape.Head, weights, norm.End);
    }

    public void Forward(int rows, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        float[] heads = new float[rows * 2 * shape.Width];
        for (int row = 0; row < rows; row++)
            Encode(inputs.Slice(row * shape.Inputs, shape.Inputs), heads.AsSpan(row * 2 * shape.Width, 2 * shape.Width));
        head.Forward(rows, heads, outputs);
    }

    /// <summary>What the head is given of a record: the mean of its elements' tokens, and that of the other inputs.</summary>
    private void Encode(ReadOnlySpan<float> inputs, Span<float> result)
    {
        int width = shape.Width;
        int[] places = new int[shape.Tokens.Count];
        int count = TokenList.Of(inputs[..places.Length], places);
        float[] tokens = new float[(count + 1) * width];
        others.Apply(1, inputs[places.Length..], tokens);
        float total = 0;
        for (int i = 0; i < count; i++)
        {
            Embed(places[i], inputs[places[i]], tokens.AsSpan((i + 1) * width, width));
            total += inputs[places[i]];
        }

        foreach (AttentionBlock block in blocks)
            block.Apply(count + 1, tokens);
        norm.Apply(count + 1, tokens, tokens);
        tokens.AsSpan(0, width).CopyTo(result[width..]);
        Span<float> mean = result[..width];
        mean.Clear();
        for (int i = 0; i < count; i++)
            TensorPrimitives.MultiplyAdd(tokens.AsSpan((i + 1) * width, width), inputs[places[i]] / total, mean, mean);
    }

    private void Embed(int place, float fraction, Span<float> token)
    {
        Span<float> powers = stackalloc float[AttentionShape.Powers];
        TokenList.Powers(fraction, powers);
        fractions.Apply(1, powers, token);
        TensorPrimitives.Add(token, weights.AsSpan(elements[place] * shape.Width, shape.Width), token);
        if (shape.Tokens.SiteCount > 1)
            TensorPrimitives.Add(token, weights.AsSpan(sites + (shape.Tokens.Sites[place] * shape.Width), shape.Width), token);
    }
}
