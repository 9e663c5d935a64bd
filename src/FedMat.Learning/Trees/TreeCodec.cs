namespace FedMat.Learning;

/// <summary>
/// Trees as numbers of a state: the nodes level by level, children in the order of their parents, then the sets of values of the cuts of categories.
/// </summary>
internal static class TreeCodec
{
    public static void Write(StateWriter writer, TreeNode[] nodes)
    {
        int[] numbers = new int[2 * nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
            (numbers[2 * i], numbers[(2 * i) + 1]) = (nodes[i].Split, nodes[i].Next);
        writer.Int32s(numbers);
        foreach (TreeNode node in nodes)
        {
            if (node.IsCategory)
                writer.Int64(unchecked((long)node.Values));
        }
    }

    /// <exception cref="FormatException">The numbers are no tree over these cuts.</exception>
    public static TreeNode[] Read(StateReader reader, CutGrid grid)
    {
        int[] numbers = reader.Int32s();
        StateReader.Require(numbers.Length % 2 == 0, "half a node is missing");
        TreeNode[] nodes = new TreeNode[numbers.Length / 2];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode(numbers[2 * i], numbers[(2 * i) + 1], 0);
            if (nodes[i].IsCategory)
                nodes[i] = nodes[i] with { Values = unchecked((ulong)reader.Int64()) };
        }

        int next = Math.Min(1, nodes.Length);
        foreach (TreeNode node in nodes)
        {
            StateReader.Require(node.IsWithin(grid), "a node's cut or value is out of range");
            if (node.IsLeaf)
                continue;
            StateReader.Require(node.Left == next, "the nodes of a tree are out of order");
            next += 2;
        }

        StateReader.Require(next == nodes.Length, "a tree has too many or too few nodes");
        return nodes;
    }

    public static void WriteAll(StateWriter writer, TreeNode[][] trees)
    {
        writer.Int32(trees.Length);
        foreach (TreeNode[] tree in trees)
            Write(writer, tree);
    }

    /// <exception cref="FormatException">One of them is no tree, or they are more than the most.</exception>
    public static TreeNode[][] ReadAll(StateReader reader, CutGrid grid, int most)
    {
        List<TreeNode[]> trees = [];
        for (int count = reader.Below(most, "the number of trees"); trees.Count < count;)
        {
            trees.Add(Read(reader, grid));
            StateReader.Require(trees[^1].Length > 0, "a tree is empty");
        }

        return [.. trees];
    }
}
