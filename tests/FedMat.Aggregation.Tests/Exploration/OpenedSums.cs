namespace FedMat.Aggregation.Tests;

/// <summary>
/// What somebody who holds every word and share that left the honest nodes, and all secrets of the corrupt, can open: told from the
/// shares, not from the lists. In a session over U2 the masks of a set K of vectors come off iff b of all K is known and s of every other
/// honest member of U2; K is then the honest part of the sum. Shares of one setup are counted together, as if all of it had one U1.
/// </summary>
/// <param name="setups">The attempts; their sums are over the same vectors, or of one exact family.</param>
/// <param name="sessions">The masking steps that there are.</param>
/// <param name="lexicon">Numbers the words.</param>
/// <param name="honest">Places of the honest members.</param>
internal sealed class OpenedSums(IReadOnlyList<ExploredSetup> setups, IReadOnlyList<Step> sessions, Lexicon lexicon, MemberSet honest)
{
    private readonly HashSet<(int Attempt, MemberSet Members)> opened = [];

    /// <summary>Honest parts of all sums that were opened in any state.</summary>
    public IReadOnlyCollection<(int Attempt, MemberSet Members)> Opened => opened;

    /// <param name="given">Shares that are out in each attempt, of all honest nodes together.</param>
    /// <param name="said">Words that are out.</param>
    /// <returns>How the state breaks what the protocol promises; null if it does not.</returns>
    public string? Violation(ReadOnlySpan<GivenShares> given, UInt128 said)
    {
        string? violation = null;
        List<(int Attempt, MemberSet Members)> sums = [];
        for (int attempt = 0; attempt < setups.Count; attempt++)
        {
            if (given[attempt].SelfMasks != 0)
                violation ??= Open(sums, attempt, given[attempt], said);
        }

        opened.UnionWith(sums);
        foreach ((int attempt, MemberSet members) in sums)
            violation ??= Alone(attempt, members, said);
        foreach ((var first, var second) in sums.SelectMany((first, i) => sums.Skip(i + 1).Select(second => (first, second))))
            violation ??= Together(first, second);
        return violation;
    }

    private string? Open(List<(int Attempt, MemberSet Members)> sums, int attempt, GivenShares given, UInt128 said)
    {
        ExploredSetup setup = setups[attempt];
        int needed = setup.Terms.Thresholds.Sharing - setup.Members.Among(setup.Corrupt).Count;
        (MemberSet selfMasks, MemberSet maskKeys) = (given.SelfMasksFrom(needed), given.MaskKeysFrom(needed));
        if ((selfMasks.Bits & maskKeys.Bits & honest.Bits) != 0)
            return $"both secrets of a member of {selfMasks} and {maskKeys} are known in attempt {attempt + 1}";
        foreach (Step session in sessions.Where(session => session.Attempt == attempt))
        {
            MemberSet rest = new(session.U2.Bits & honest.Bits & ~maskKeys.Bits);
            if (rest.Count > 0 && selfMasks.Covers(rest) && rest.Places.All(place => (said & lexicon.Find(place, session)) != 0))
                sums.Add((attempt, rest));
        }

        return null;
    }

    private string? Alone(int attempt, MemberSet members, UInt128 said)
    {
        ExploredSetup setup = setups[attempt];
        if (members.Count < setup.Terms.Thresholds.MinimumMembers)
            return $"the sum of {members} is open in attempt {attempt + 1}: too few honest members";
        Step closing = new(StepKind.Close, attempt);
        int closings = setup.Members.Places.Count(place => setup.Corrupt.Contains(place) || (said & lexicon.Find(place, closing)) != 0);
        return closings >= setup.Terms.Thresholds.Signing
            ? $"the sum of {members} is open in attempt {attempt + 1}, which a certificate closed"
            : null;
    }

    /// <summary>Two sums have the same honest contributions or none in common.</summary>
    private string? Together((int Attempt, MemberSet Members) first, (int Attempt, MemberSet Members) second)
    {
        HashSet<(int, int)> left = [.. Contributions(first)];
        HashSet<(int, int)> right = [.. Contributions(second)];
        return left.SetEquals(right) || !left.Overlaps(right)
            ? null
            : $"of attempts {first.Attempt + 1} and {second.Attempt + 1} the sums of {first.Members} and {second.Members} are both open";
    }

    private IEnumerable<(int, int)> Contributions((int Attempt, MemberSet Members) sum) =>
        sum.Members.Places.Select(place => (place, setups[sum.Attempt].Snapshots[place]));
}
