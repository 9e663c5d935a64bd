namespace FedMat.Learning;

/// <summary>Boosted trees: a first score and the sum of the leaves that a row comes to. It says nothing of its own error, but for a probability.</summary>
internal sealed class BoostedModel(BoostedLoss loss, CutGrid grid, TreeNode[][] trees) : IFitted
{
    public IReadOnlyList<NamedTensor> Tensors => TreeTensors.Of(grid, trees);

    public void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances)
    {
        int width = grid.Cuts.Count;
        float[] room = new float[width];
        for (int row = 0; row < means.Length; row++)
        {
            ReadOnlySpan<float> coded = grid.Coded(inputs.Slice(row * width, width), room);
            double score = loss.Base;
            foreach (TreeNode[] tree in trees)
                score += tree[grid.LeafOf(tree, coded)].Value;
            means[row] = loss.Output(score);
            variances[row] = loss.IsLogistic ? means[row] * (1 - means[row]) : 0;
        }
    }
}
