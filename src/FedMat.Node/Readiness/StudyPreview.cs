using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>What would leave a site for a study, as it is before it is masked.</summary>
public static class StudyPreview
{
    /// <summary>The kinds of sums of a plan.</summary>
    /// <exception cref="RefusedException">FM206: its learner is not known here.</exception>
    public static IReadOnlyList<SumOutlook> Sums(Plan plan) => PlannedSums.Of(plan);

    /// <summary>The vector of the first sum, from the data as they are. Every later one rests on the sums before it, which only the members together make.</summary>
    /// <exception cref="RefusedException">FM206 or FM504 to FM508: the learner is not known, or keys and data cannot be used.</exception>
    public static async Task<VectorPreview> FirstAsync(NodeOptions options, Plan plan, CancellationToken cancellation)
    {
        using Site site = await Site.OpenAsync(options, cancellation).ConfigureAwait(false);
        Dataset data = await site.ReadDataAsync(cancellation).ConfigureAwait(false);
        return Of(Learners.For(plan), data, cancellation);
    }

    internal static VectorPreview Of(ILearner learner, Dataset data, CancellationToken cancellation)
    {
        ModelState start = learner.Start();
        LocalVector vector = learner.Contribute(start, data, cancellation);
        RoundSpec spec = vector.Spec;
        double[][] values = [.. spec.Blocks.Select((block, index) => Values(vector, block, index))];
        BlockPreview[] blocks = [.. spec.Blocks.Select((block, index) => new BlockPreview(
            block.Name, SumWords.Of(spec, block), values[index], Rows(spec, values, index, data.MeasuredRows), Labels(block)))];
        return new VectorPreview(spec.Phase, data.MeasuredRows, spec.Length, (int)spec.Ring, spec.Bytes, blocks);
    }

    private static double[] Values(LocalVector vector, Block block, int index)
    {
        if (block.Kind == BlockKind.Exact)
            return [.. vector.ExactAt(index).ToArray().Select(whole => (double)whole)];
        return [.. vector.WeightedAt(index).ToArray().Select(number => number * vector.Share)];
    }

    /// <summary>A block that counts rows says itself how many stand behind each number; every other number is of all rows.</summary>
    private static int[] Rows(RoundSpec spec, double[][] values, int index, int all) => spec.Blocks[index].Name switch
    {
        "rows" or "elements" or "auxiliary.rows" => [.. values[index].Select(count => (int)count)],
        "auxiliary.sums" => Shared(values[spec.Blocks.TakeWhile(block => block.Name != "auxiliary.rows").Count()], values[index].Length),
        _ => [.. Enumerable.Repeat(all, values[index].Length)],
    };

    /// <summary>Each auxiliary target has as many sums as the others, over the rows that have it.</summary>
    private static int[] Shared(double[] counts, int sums) => [.. Enumerable.Range(0, sums).Select(slot => (int)counts[slot * counts.Length / sums])];

    private static string[]? Labels(Block block) => block.Name == "elements"
        ? [.. Enumerable.Range(0, block.Length).Select(ElementName)]
        : null;

    private static string ElementName(int number) => number == 0 ? "no element" : Elements.Of(number).Symbol;
}
