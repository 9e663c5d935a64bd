using System.Runtime.InteropServices;

namespace FedMat.Learning;

/// <summary>
/// A node of a tree, in eight bytes: either a cut of an input with the place of its left child, behind which the right one stands, or a leaf with its value.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TreeNode(int Split, int Next)
{
    private const int CutBits = 8;
    private const int LeafMark = -1;

    public bool IsLeaf => Split < 0;

    public int Input => Split >> CutBits;

    /// <summary>Which of the input's cuts: values up to it go left.</summary>
    public int Cut => Split & ((1 << CutBits) - 1);

    public int Left => Next;

    /// <summary>Of a leaf.</summary>
    public float Value => BitConverter.Int32BitsToSingle(Next);

    public static TreeNode Leaf(double value) => new(LeafMark, BitConverter.SingleToInt32Bits((float)value));

    public static TreeNode Branch(int input, int cut, int left) => new((input << CutBits) | cut, left);

    public bool IsWithin(CutGrid grid) =>
        IsLeaf ? Split == LeafMark && float.IsFinite(Value) : Input < grid.Cuts.Count && Cut < grid.Cuts[Input].Length;
}
