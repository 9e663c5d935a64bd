namespace FedMat.Learning;

/// <summary>The mean over trees of the leaves that a row comes to; the variance over trees is what the forest says of its own error.</summary>
internal sealed class ForestModel(Standardisation scales, CutGrid grid, TreeNode[][] trees) : IFitted
{
    public IReadOnlyList<NamedTensor> Tensors => TreeTensors.Of(grid, trees);

    public void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances)
    {
        int width = grid.Cuts.Count;
        double unit = scales.TargetScale * scales.TargetScale;
        for (int row = 0; row < means.Length; row++)
        {
            ReadOnlySpan<float> of = inputs.Slice(row * width, width);
            (double mean, double spread) = (0, 0);
            for (int tree = 0; tree < trees.Length; tree++)
            {
                double distance = trees[tree][grid.LeafOf(trees[tree], of)].Value - mean;
                mean += distance / (tree + 1);
                spread += distance * distance * tree / (tree + 1);
            }

            means[row] = scales.TargetMean + (mean * scales.TargetScale);
            variances[row] = trees.Length == 0 ? 0 : spread / trees.Length * unit;
        }
    }
}
