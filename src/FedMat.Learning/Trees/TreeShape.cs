namespace FedMat.Learning;

/// <summary>Where the nodes of a tree stand to each other.</summary>
internal static class TreeShape
{
    /// <summary>Of each node its parent's place; 0 for the root.</summary>
    public static int[] Parents(TreeNode[] tree)
    {
        int[] parents = new int[tree.Length];
        for (int place = 0; place < tree.Length; place++)
        {
            if (!tree[place].IsLeaf)
                parents[tree[place].Left] = parents[tree[place].Left + 1] = place;
        }

        return parents;
    }

    /// <summary>Of each node how many cuts it is below the root.</summary>
    public static int[] Depths(TreeNode[] tree)
    {
        int[] depths = new int[tree.Length];
        for (int place = 0; place < tree.Length; place++)
        {
            if (!tree[place].IsLeaf)
                depths[tree[place].Left] = depths[tree[place].Left + 1] = depths[place] + 1;
        }

        return depths;
    }
}
