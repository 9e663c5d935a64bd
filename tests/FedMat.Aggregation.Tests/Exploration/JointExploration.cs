namespace FedMat.Aggregation.Tests;

/// <summary>
/// All that a coordinator and one corrupt member can bring the honest nodes into, breadth first. Each honest node is a table of its own,
/// worked out with the product; they are joined by what the coordinator needs to have in hand: a step is possible once the honest nodes
/// have said the words that it shows. States that differ by the names of honest members alone count as one, where the tables prove that
/// names do not matter.
/// </summary>
internal sealed class JointExploration
{
    private readonly int[] honest;
    private readonly NodeTable[] tables;
    private readonly OpenedSums sums;
    private long[][][] names;
    private readonly HashSet<long> known = [];
    private readonly List<(long State, int Parent)> found = [];

    /// <param name="setups">The attempts.</param>
    /// <param name="earlier">What has happened at every honest node when the exploration begins.</param>
    /// <param name="steps">What it goes on with.</param>
    /// <param name="rules">What honest nodes go by.</param>
    public JointExploration(IReadOnlyList<ExploredSetup> setups, IReadOnlyList<Step> earlier, IReadOnlyList<Step> steps, NodeRules rules)
    {
        Lexicon lexicon = new();
        MemberSet corrupt = setups[0].Corrupt;
        honest = [.. Enumerable.Range(0, setups[0].Snapshots.Count).Where(place => !corrupt.Contains(place))];
        tables = [.. honest.Select(place => Table(place, setups, earlier, steps, rules, lexicon))];
        Step[] sessions = [.. earlier.Concat(steps).Where(step => step.Kind == StepKind.Mask).Distinct()];
        sums = new OpenedSums(setups, sessions, lexicon, MemberSet.Of(honest));
        names = [.. Permutations(honest).Select(Renaming).OfType<long[][]>()];
    }

    /// <summary>Null while nothing is wrong.</summary>
    public string? Violation { get; private set; }

    /// <summary>The shortest way there.</summary>
    public IReadOnlyList<string> Trace { get; private set; } = [];

    public int States => found.Count;

    /// <summary>Every step that some honest node takes in some state of its own.</summary>
    public IEnumerable<(int Node, Step Step)> Taken => tables.SelectMany((table, i) =>
        Enumerable.Range(0, table.Count).SelectMany(table.EdgesOf).Select(edge => (honest[i], edge.Step)).Distinct());

    public IReadOnlyCollection<(int Attempt, MemberSet Members)> Opened => sums.Opened;

    public override string ToString() =>
        $"{States} joint states up to {names.Length} namings, of nodes with {string.Join(", ", tables.Select(table => table.Count))}, "
        + $"opened {string.Join(' ', Opened.Select(sum => $"{sum.Attempt + 1}:{sum.Members}").Order())}; {Violation ?? "no violation"}"
        + string.Concat(Trace.Select(step => Environment.NewLine + step));

    public JointExploration Run()
    {
        Explore();
        if (Violation is null)
            return this;
        (names, Violation) = (names[..1], null);
        known.Clear();
        found.Clear();
        Explore();
        Trace = [.. StepsTo(found.Count - 1).Reverse()];
        return this;
    }

    private void Explore()
    {
        int[] here = new int[tables.Length];
        Visit(here, parent: -1);
        for (int at = 0; at < found.Count && Violation is null; at++)
        {
            Unpack(found[at].State, here);
            UInt128 said = Said(here);
            for (int node = 0; node < here.Length; node++)
                Extend(here, node, said, at);
        }
    }

    private static NodeTable Table(
        int place, IReadOnlyList<ExploredSetup> setups, IReadOnlyList<Step> earlier, IReadOnlyList<Step> steps, NodeRules rules,
        Lexicon lexicon)
    {
        ExploredNode node = new(place, setups, rules, lexicon);
        Step[] own = [.. steps.Where(step => setups[step.Attempt].Members.Contains(place))];
        NodeState start = earlier.Where(step => setups[step.Attempt].Members.Contains(place))
            .Aggregate(NodeState.Start(setups.Count), (state, step) => node.Take(state, step)!);
        return new NodeTable(node, start, own, step => lexicon.NeededFor(step, setups[0].Corrupt));
    }

    private static IEnumerable<int[]> Permutations(int[] places) => places.Length == 0
        ? [[]]
        : places.SelectMany(first => Permutations([.. places.Where(place => place != first)]).Select(rest => (int[])[first, .. rest]));

    /// <summary>For each state of each node what it adds to the packed state under these names; null if the names matter.</summary>
    private long[][]? Renaming(int[] renamed)
    {
        int[] to = [.. Enumerable.Range(0, 16)];
        foreach ((int from, int other) in honest.Zip(renamed))
            to[from] = other;
        long[]?[] packed = [.. honest.Select((from, i) =>
        {
            int other = Array.IndexOf(honest, to[from]);
            return tables[i].Renamed(tables[other], to)?.Select(state => (long)state << (15 * other)).ToArray();
        })];
        return packed.Contains(null) ? null : [.. packed.OfType<long[]>()];
    }

    private void Extend(int[] here, int node, UInt128 said, int parent)
    {
        int old = here[node];
        foreach (NodeTable.Edge edge in tables[node].CheapestEdgesOf(old))
        {
            if (Violation is not null || (edge.Needed & ~said) != 0)
                continue;
            here[node] = edge.Target;
            Visit(here, parent);
            here[node] = old;
        }
    }

    private void Visit(int[] state, int parent)
    {
        long canonical = Pack(state);
        if (!known.Add(canonical))
            return;
        found.Add((canonical, parent));
        Span<GivenShares> given = stackalloc GivenShares[tables[0].States[0].Given.Length];
        for (int node = 0; node < state.Length; node++)
        {
            for (int attempt = 0; attempt < given.Length; attempt++)
            {
                GivenShares shares = tables[node].States[state[node]].Given[attempt];
                if ((shares.SelfMasks & shares.MaskKeys) != 0)
                    Violation ??= $"a node gave both shares of a member in attempt {attempt + 1}";
                given[attempt] += shares;
            }
        }

        Violation ??= sums.Violation(given, Said(state));
    }

    private long Pack(int[] state)
    {
        long least = long.MaxValue;
        foreach (long[][] packed in names)
        {
            long sum = 0;
            for (int node = 0; node < state.Length; node++)
                sum += packed[node][state[node]];
            least = Math.Min(least, sum);
        }

        return least;
    }

    private static void Unpack(long packed, int[] state)
    {
        for (int node = 0; node < state.Length; node++)
            state[node] = (int)((packed >> (15 * node)) & 0x7FFF);
    }

    private UInt128 Said(int[] state)
    {
        UInt128 said = 0;
        for (int node = 0; node < state.Length; node++)
            said |= tables[node].States[state[node]].Said;
        return said;
    }

    private IEnumerable<string> StepsTo(int at)
    {
        for (; found[at].Parent >= 0; at = found[at].Parent)
        {
            (int[] before, int[] after) = (new int[tables.Length], new int[tables.Length]);
            Unpack(found[found[at].Parent].State, before);
            Unpack(found[at].State, after);
            int node = Enumerable.Range(0, before.Length).First(i => before[i] != after[i]);
            UInt128 said = Said(before);
            Step step = tables[node].EdgesOf(before[node]).First(edge => edge.Target == after[node] && (edge.Needed & ~said) == 0).Step;
            yield return $"node {honest[node] + 1}: {step}";
        }
    }
}
