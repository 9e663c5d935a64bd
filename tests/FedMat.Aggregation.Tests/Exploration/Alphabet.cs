namespace FedMat.Aggregation.Tests;

/// <summary>
/// What a coordinator can show a node. Signatures of honest nodes on what no honest node signs cannot exist, so lists that rest on them are
/// left out; everything else is there, legal or not.
/// </summary>
internal static class Alphabet
{
    /// <summary>Every U1, U2 and U3, with every set of signatures under it; a close and every certificate.</summary>
    public static IReadOnlyList<Step> Of(ExploredSetup setup, int attempt)
    {
        List<Step> steps = [.. setup.Members.Subsets.Where(u1 => u1.Count > 0).Select(u1 => new Step(StepKind.Deal, attempt, u1))];
        Step[] legal = [.. steps.Where(deal => HonestOf(setup, deal.U1).All(node => setup.Dealt(node, deal) is not null))];
        Step[] sessions = [.. legal.SelectMany(deal => deal.U1.And(setup.Corrupt).Subsets
            .Select(u2 => deal.As(StepKind.Mask) with { U2 = u2 }))];
        steps.AddRange(sessions);
        foreach (Step session in sessions.Where(mask => HonestOf(setup, mask.U2).All(node => setup.Masked(node, mask) is not null)))
            steps.AddRange(Sums(setup, session, session.U2.And(setup.Corrupt).Subsets, versions: 2));
        steps.AddRange(Endings(setup, attempt));
        return steps;
    }

    /// <summary>What happens before <see cref="Later"/>: all members deal and mask.</summary>
    public static IReadOnlyList<Step> Earlier(ExploredSetup setup, int attempt) =>
        [new Step(StepKind.Deal, attempt, setup.Members), new Step(StepKind.Mask, attempt, setup.Members, setup.Members)];

    /// <summary>U3 over one U1 and U2 of all members, with every set of signatures under it; a close and every certificate.</summary>
    /// <param name="setup">The attempt.</param>
    /// <param name="attempt">Its place.</param>
    /// <param name="lists">Which U3, legal or not; none for all.</param>
    public static IReadOnlyList<Step> Later(ExploredSetup setup, int attempt, params IReadOnlyList<string> lists)
    {
        IEnumerable<MemberSet> survivors = lists.Count == 0 ? setup.Members.Subsets : lists.Select(MemberSet.Parse);
        return [.. Sums(setup, Earlier(setup, attempt)[^1], survivors, versions: 1), .. Endings(setup, attempt)];
    }

    private static IEnumerable<Step> Sums(ExploredSetup setup, Step session, IEnumerable<MemberSet> lists, int versions)
    {
        foreach (MemberSet u3 in lists.Where(list => list.Count > 0))
        {
            for (int version = 0; version < (u3.Among(setup.Corrupt).Count > 0 ? versions : 1); version++)
            {
                Step list = session.As(StepKind.Agree) with { U3 = u3, Version = version };
                yield return list;
                IEnumerable<int> willing = HonestOf(setup, u3).Where(node => setup.Agreed(node, list) is not null);
                MemberSet signers = MemberSet.Of(willing).And(setup.Corrupt);
                foreach (MemberSet shown in signers.Subsets)
                    yield return list.As(StepKind.Unmask) with { Signers = shown };
            }
        }
    }

    private static IEnumerable<Step> Endings(ExploredSetup setup, int attempt) =>
        setup.Members.Subsets.Select(signers => new Step(StepKind.Certificate, attempt, Signers: signers))
            .Prepend(new Step(StepKind.Close, attempt));

    private static IEnumerable<int> HonestOf(ExploredSetup setup, MemberSet members) => members.Without(setup.Corrupt).Places;
}
