namespace FedMat.Aggregation.Tests;

/// <summary>
/// A coordinator and corrupt members that try things at random on honest nodes: lists of all who can stand in them, shorter ones, other ones to other
/// nodes, under every signature that honest nodes have given so far and whatever the corrupt sign.
/// </summary>
internal sealed class RandomAdversary
{
    private readonly IReadOnlyList<ExploredSetup> setups;
    private readonly Random random;
    private readonly MemberSet corrupt;
    private readonly int[] honest;
    private readonly ExploredNode[] nodes;
    private readonly NodeState[] states;
    private readonly Lexicon lexicon = new();
    private readonly List<Step> sessions = [];
    private readonly Dictionary<Step, MemberSet> said = [];
    private readonly OpenedSums sums;

    /// <param name="setups">The attempts; their members are the same.</param>
    /// <param name="rules">What honest nodes go by.</param>
    /// <param name="random">Decides.</param>
    public RandomAdversary(IReadOnlyList<ExploredSetup> setups, NodeRules rules, Random random)
    {
        (this.setups, this.random) = (setups, random);
        corrupt = setups[0].Corrupt;
        honest = [.. setups[0].Members.Without(corrupt).Places];
        nodes = [.. honest.Select(place => new ExploredNode(place, setups, rules, lexicon))];
        states = [.. honest.Select(_ => NodeState.Start(setups.Count))];
        sums = new OpenedSums(setups, sessions, lexicon, MemberSet.Of(honest));
    }

    /// <summary>Null while nothing is wrong.</summary>
    public string? Violation { get; private set; }

    /// <summary>In how many of the attempts a sum was opened.</summary>
    public int Opened => sums.Opened.Select(sum => sum.Attempt).Distinct().Count();

    public RandomAdversary Run(int moves)
    {
        for (int move = 0; move < moves && Violation is null; move++)
        {
            if (Next() is not { } step)
                continue;
            int reach = random.Next(1, 5);
            for (int node = 0; node < honest.Length; node++)
            {
                if (random.Next(4) < reach)
                    Show(step, node);
            }
        }

        return this;
    }

    private void Show(Step step, int node)
    {
        if (nodes[node].Take(states[node], step) is not { } next)
            return;
        states[node] = next;
        if (step.Kind is StepKind.Unmask or StepKind.Certificate)
        {
            Violation ??= Harm();
            return;
        }

        Step word = step.As(step.Kind);
        if (step.Kind == StepKind.Mask && !said.ContainsKey(word))
            sessions.Add(word);
        said[word] = said.GetValueOrDefault(word).And(honest[node]);
    }

    private string? Harm()
    {
        GivenShares[] given = new GivenShares[setups.Count];
        foreach (NodeState state in states)
        {
            for (int attempt = 0; attempt < given.Length; attempt++)
                given[attempt] += state.Given[attempt];
        }

        return sums.Violation(given, states.Aggregate(UInt128.Zero, (words, state) => words | state.Said));
    }

    private Step? Next()
    {
        int attempt = random.Next(setups.Count);
        return random.Next(20) switch
        {
            < 4 => new Step(StepKind.Deal, attempt, Some(setups[attempt].Members)),
            < 8 => Said(StepKind.Deal, attempt) is { } deal ? deal with { Kind = StepKind.Mask, U2 = Some(SpeakersOf(deal, deal.U1)) } : null,
            < 13 => Said(StepKind.Mask, attempt) is { } mask ? List(mask with { U3 = Some(SpeakersOf(mask, mask.U2)) }) : null,
            < 18 => Said(StepKind.Agree, attempt) is { } agree
                ? agree with { Kind = StepKind.Unmask, Signers = Some(SpeakersOf(agree, agree.U3)) }
                : null,
            18 => new Step(StepKind.Close, attempt),
            _ => new Step(StepKind.Certificate, attempt, Signers: SpeakersOf(new Step(StepKind.Close, attempt), setups[attempt].Members)),
        };
    }

    /// <summary>The corrupt may have signed either of two vectors.</summary>
    private Step List(Step step) =>
        step with { Kind = StepKind.Agree, Version = step.U3.Among(corrupt).Count > 0 && random.Next(4) == 0 ? 1 : 0 };

    /// <summary>Something that honest nodes have said: as often as not what most have, so that an attempt goes on.</summary>
    private Step? Said(StepKind kind, int attempt)
    {
        Step[] words = [.. said.Keys.Where(word => word.Kind == kind && word.Attempt == attempt)];
        return words.Length == 0 ? null : random.Next(2) == 0 ? words[random.Next(words.Length)] : words.MaxBy(word => said[word].Count);
    }

    /// <summary>Those of a list who have said a word, and the corrupt, who say anything.</summary>
    private MemberSet SpeakersOf(Step word, MemberSet among) => said.GetValueOrDefault(word).And(corrupt.Among(among));

    /// <summary>All of them, or not quite.</summary>
    private MemberSet Some(MemberSet members) =>
        random.Next(4) > 0 ? members : MemberSet.Of(members.Places.Where(_ => random.Next(6) > 0));
}
