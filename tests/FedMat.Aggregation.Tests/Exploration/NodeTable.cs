namespace FedMat.Aggregation.Tests;

/// <summary>Every state that one honest node can be brought into, whatever it is shown, and what brings it there.</summary>
internal sealed class NodeTable
{
    private readonly List<NodeState> states = [];
    private readonly List<Edge[]> edges = [];
    private readonly Edge[]?[] cheapest;

    /// <param name="node">Decides.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="steps">All that it may be asked, legal or not.</param>
    /// <param name="needed">The words of honest nodes without which a step cannot be taken.</param>
    public NodeTable(ExploredNode node, NodeState start, IReadOnlyList<Step> steps, Func<Step, UInt128> needed)
    {
        Dictionary<NodeState, int> known = new() { [start] = 0 };
        states.Add(start);
        for (int here = 0; here < states.Count; here++)
        {
            List<Edge> next = [];
            foreach (Step step in steps)
            {
                if (node.Take(states[here], step) is { } state && NumberOf(state, known) is int target && target != here)
                    next.Add(new Edge(step, target, needed(step)));
            }

            edges.Add([.. next]);
        }

        cheapest = new Edge[Count][];
    }

    public int Count => states.Count;

    public IReadOnlyList<NodeState> States => states;

    public Edge[] EdgesOf(int state) => edges[state];

    /// <summary>Without the edges that need more words than another one to the same state.</summary>
    public Edge[] CheapestEdgesOf(int state) => cheapest[state] ??=
        [.. edges[state].Where(edge => !edges[state].Any(edge.IsDearerThan)).DistinctBy(edge => (edge.Target, edge.Needed))];

    /// <summary>
    /// The states of another node's table that these are when members go by other names, by following the same steps; null if the tables
    /// are not the same but for the names.
    /// </summary>
    /// <param name="other">The node that this one is renamed to.</param>
    /// <param name="to">The other name of each place.</param>
    public int[]? Renamed(NodeTable other, IReadOnlyList<int> to)
    {
        int[] map = [.. Enumerable.Repeat(-1, Count)];
        map[0] = 0;
        for (int here = 0; here < Count; here++)
        {
            Dictionary<Step, int> theirs = other.edges[map[here]].ToDictionary(edge => edge.Step, edge => edge.Target);
            if (theirs.Count != edges[here].Length)
                return null;
            foreach (Edge edge in edges[here])
            {
                if (!theirs.TryGetValue(edge.Step.Renamed(to), out int target) || (map[edge.Target] >= 0 && map[edge.Target] != target))
                    return null;
                map[edge.Target] = target;
            }
        }

        return map;
    }

    private int NumberOf(NodeState state, Dictionary<NodeState, int> known)
    {
        if (!known.TryGetValue(state, out int number))
        {
            known.Add(state, number = states.Count);
            states.Add(state);
        }

        return number;
    }

    internal readonly record struct Edge(Step Step, int Target, UInt128 Needed)
    {
        public bool IsDearerThan(Edge other) => other.Target == Target && other.Needed != Needed && (other.Needed & ~Needed) == 0;
    }
}
