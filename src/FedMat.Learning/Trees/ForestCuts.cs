namespace FedMat.Learning;

/// <summary>
/// The cuts that are tried in the next open nodes, drawn from the seed: different inputs, each at one of the thresholds that lie within the node's box, which are
/// those that its ancestors' cuts leave. So many nodes at a time that a sum stays below <see cref="MostCuts"/>.
/// </summary>
internal sealed class ForestCuts
{
    private const int MostCuts = 1 << 20;
    private readonly int[] starts;

    private ForestCuts(int[] starts, TreeNode[] tried)
    {
        this.starts = starts;
        Tried = tried;
    }

    /// <summary>How many of the open nodes it is about, from the first on.</summary>
    public int Nodes => starts.Length - 1;

    /// <summary>Input and place of each cut, node after node; children have no meaning.</summary>
    public TreeNode[] Tried { get; }

    /// <summary>The cuts of a node: from the first to before the second.</summary>
    public (int Start, int End) Of(int node) => (starts[node], starts[node + 1]);

    public static ForestCuts Of(ForestTerms terms, ForestState state)
    {
        List<int> starts = [0];
        List<TreeNode> tried = [];
        int[][] parents = new int[state.Trees.Length][];
        foreach (ForestNode node in state.Open)
        {
            TreeNode[] tree = state.Trees[node.Tree];
            Draw(terms, node, Box(terms.Grid, tree, parents[node.Tree] ??= TreeShape.Parents(tree), node.Place), tried);
            starts.Add(tried.Count);
            if (tried.Count > MostCuts - terms.Settings.Features)
                break;
        }

        return new ForestCuts([.. starts], [.. tried]);
    }

    private static void Draw(ForestTerms terms, ForestNode node, (int Low, int High)[] box, List<TreeNode> tried)
    {
        int[] inputs = Array.FindAll(terms.Grid.Used, input => box[input].Low < box[input].High);
        SeededStream stream = new("fedmat.forest.cuts", terms.Seed, ((long)node.Tree << 32) + node.Place);
        int count = Math.Min(terms.Settings.Features, inputs.Length);
        for (int i = 0; i < count; i++)
        {
            int j = i + stream.NextBelow(inputs.Length - i);
            (inputs[i], inputs[j]) = (inputs[j], inputs[i]);
            (int low, int high) = box[inputs[i]];
            tried.Add(TreeNode.Branch(inputs[i], low + stream.NextBelow(high - low), 0));
        }
    }

    /// <summary>Of each input its cuts within a node: from the first to before the second.</summary>
    private static (int Low, int High)[] Box(CutGrid grid, TreeNode[] tree, int[] parents, int place)
    {
        (int Low, int High)[] box = new (int, int)[grid.Cuts.Count];
        for (int input = 0; input < box.Length; input++)
            box[input] = (0, grid.Cuts[input].Length);
        for (int child = place; child > 0; child = parents[child])
        {
            TreeNode cut = tree[parents[child]];
            (int low, int high) = box[cut.Input];
            box[cut.Input] = child == cut.Left ? (low, Math.Min(high, cut.Cut)) : (Math.Max(low, cut.Cut + 1), high);
        }

        return box;
    }
}
