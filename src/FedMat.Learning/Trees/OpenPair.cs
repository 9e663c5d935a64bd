namespace FedMat.Learning;

/// <summary>The children of a cut. One of them is summed, the one with fewer rows; the other is the rest of the parent.</summary>
/// <param name="Left">Before the cut.</param>
/// <param name="Right">Behind it.</param>
/// <param name="Histogram">Of the parent: packed sums of each cell.</param>
internal sealed record OpenPair(OpenNode Left, OpenNode Right, long[] Histogram)
{
    public bool SumsLeft => Left.Sums.Count <= Right.Sums.Count;

    /// <summary>The one that is summed.</summary>
    public OpenNode Summed => SumsLeft ? Left : Right;

    /// <summary>Both children with their histograms, left before right.</summary>
    public (OpenNode Node, long[] Histogram)[] With(long[] summed)
    {
        long[] rest = new long[summed.Length];
        for (int i = 0; i < rest.Length; i++)
            rest[i] = unchecked(Histogram[i] - summed[i]);
        return SumsLeft ? [(Left, summed), (Right, rest)] : [(Left, rest), (Right, summed)];
    }
}
