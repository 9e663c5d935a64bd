namespace FedMat.Learning;

/// <summary>
/// A node of a tree: a cut of an input with the place of its left child, behind which the right one stands, or a leaf with its value. An input that is a category
/// is cut in two sets of values.
/// </summary>
/// <param name="Split">Input and cut; -1 for a leaf.</param>
/// <param name="Next">The left child, or a leaf's value.</param>
/// <param name="Values">Of a cut of a category the values that go left, one bit each; else 0.</param>
internal readonly record struct TreeNode(int Split, int Next, ulong Values)
{
    private const int CutBits = 8;
    private const int LeafMark = -1;

    /// <summary>In place of a cut, of which there are fewer.</summary>
    private const int CategoryMark = CutGrid.MostBins - 1;

    public bool IsLeaf => Split < 0;

    public bool IsCategory => Split >= 0 && Cut == CategoryMark;

    public int Input => Split >> CutBits;

    /// <summary>Which of the input's cuts: values up to it go left.</summary>
    public int Cut => Split & ((1 << CutBits) - 1);

    public int Left => Next;

    /// <summary>Of a leaf.</summary>
    public float Value => BitConverter.Int32BitsToSingle(Next);

    public static TreeNode Leaf(double value) => new(LeafMark, BitConverter.SingleToInt32Bits((float)value), 0);

    public static TreeNode Branch(int input, int cut, int left) => new((input << CutBits) | cut, left, 0);

    /// <summary>A cut of a category, by its first input.</summary>
    public static TreeNode OfCategory(int input, ulong values) => new((input << CutBits) | CategoryMark, 0, values);

    /// <summary>Whether rows of this bin, or of this value of a category, go left.</summary>
    public bool GoesLeft(int bin) => Cut == CategoryMark ? ((Values >> bin) & 1) != 0 : bin <= Cut;

    public bool IsWithin(CutGrid grid)
    {
        if (IsLeaf)
            return Split == LeafMark && Values == 0 && float.IsFinite(Value);
        if (Input >= grid.Cuts.Count)
            return false;
        ulong all = grid.ValuesOf(Input);
        return IsCategory ? Values != 0 && Values != all && (Values & ~all) == 0 : Values == 0 && Cut < grid.Cuts[Input].Length;
    }
}
