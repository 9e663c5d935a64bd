using TorchSharp;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>Attention among elements: makes tokens of encoded rows.</summary>
internal sealed class AttentionLayers(AttentionShape shape, double dropout, Device device) : ITorchLayers
{
    /// <summary>Added to the score of a token that is not there: its weight is 0.</summary>
    private const float Hidden = -1e9f;

    private readonly AttentionModule module = new AttentionModule(shape, dropout).to(device);
    private readonly int[] tableRows = shape.Tokens.Rows();

    public nn.Module Module => module;

    public Tensor[] Inputs(float[] numbers, int rows, Device device)
    {
        (int[][] places, int most) = Places(numbers, rows);
        (long[] elements, long[] sites) = (new long[rows * most], new long[rows * most]);
        (float[] powers, float[] shares) = (new float[rows * most * AttentionShape.Powers], new float[rows * most]);
        (float[] mask, float[] others) = (new float[rows * (most + 1)], new float[rows * shape.Others]);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> given = numbers.AsSpan(row * shape.Inputs, shape.Inputs);
            given[shape.Tokens.Count..].CopyTo(others.AsSpan(row * shape.Others));
            mask.AsSpan((row * (most + 1)) + 1 + places[row].Length, most - places[row].Length).Fill(Hidden);
            float total = 0;
            foreach (int place in places[row])
                total += given[place];
            for (int i = 0; i < places[row].Length; i++)
            {
                (int place, int to) = (places[row][i], (row * most) + i);
                (elements[to], sites[to], shares[to]) = (tableRows[place], shape.Tokens.Sites[place], given[place] / total);
                TokenList.Powers(given[place], powers.AsSpan(to * AttentionShape.Powers, AttentionShape.Powers));
            }
        }

        return
        [
            tensor(elements, [rows, most], device: device), tensor(sites, [rows, most], device: device),
            tensor(powers, [rows, most, AttentionShape.Powers], device: device), tensor(shares, [rows, 1, most], device: device),
            tensor(mask, [rows, 1, 1, most + 1], device: device), tensor(others, [rows, shape.Others], device: device),
        ];
    }

    public Tensor Forward(Tensor[] inputs) =>
        module.call(new TokenBatch(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], inputs[5]));

    /// <summary>The elements of each row, and how many the row with most of them has; at least one.</summary>
    private (int[][] Places, int Most) Places(float[] numbers, int rows)
    {
        int[][] places = new int[rows][];
        int[] found = new int[shape.Tokens.Count];
        int most = 1;
        for (int row = 0; row < rows; row++)
        {
            int count = TokenList.Of(numbers.AsSpan(row * shape.Inputs, shape.Tokens.Count), found);
            places[row] = found[..count];
            most = Math.Max(most, count);
        }

        return (places, most);
    }
}
