using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>Which of a plan's members are asked to take part in its sums. One caller at a time.</summary>
/// <param name="plan">Names the members.</param>
/// <param name="leftOut">Those without whom exact sums go on, by an administrator's word.</param>
/// <param name="lists">Lists of exact sums that the study is held to.</param>
internal sealed class Participants(Plan plan, IEnumerable<MemberId> leftOut, IEnumerable<ExactList> lists)
{
    private readonly HashSet<MemberId> released = [.. leftOut];
    private readonly HashSet<MemberId> convicted = [];
    private readonly HashSet<MemberId> blamed = [];
    private readonly Dictionary<Digest, ExactList> kept = lists.GroupBy(list => list.Family).ToDictionary(family => family.Key, family => family.Last());

    /// <param name="question">From which state what is summed; null for a sum that is made ahead.</param>
    public IReadOnlyList<MemberId> For((Digest State, RoundSpec Ask)? question) =>
        [.. plan.Members.Where(member => !convicted.Contains(member) && IsAsked(member, question)).Order()];

    /// <summary>Whether an exact sum can go on without a member.</summary>
    /// <param name="member">Who would be left out.</param>
    /// <param name="question">The sum that is waited for; null when the learner is done.</param>
    /// <returns>FM323: an earlier sum over the same rows was over it too. FM329: too few would be left.</returns>
    public Refusal? RefuseRelease(MemberId member, (Digest State, RoundSpec Ask)? question)
    {
        if (question is { Ask.IsExact: true } sum && ListOf(sum) is { } list && Contains(list, member))
            return new Refusal(
                RefusalCode.CohortDiffers,
                "an earlier exact sum over the same rows was over this member too, and no node agrees to another list; start its node, or stop the study");
        int left = plan.Members.Count(other => other != member && !convicted.Contains(other) && !released.Contains(other));
        return left >= plan.Thresholds.Survivors
            ? null
            : new Refusal(
                RefusalCode.InputWaits, $"without this member {left} are left; a sum of this plan covers at least {plan.Thresholds.Survivors}");
    }

    /// <summary>From now on exact sums go without a member, but for those over rows that have a list.</summary>
    public void Release(MemberId member) => released.Add(member);

    /// <summary>From now on exact sums over these rows are asked of this list's members.</summary>
    public void Keep(ExactList list) => kept[list.Family] = list;

    public bool Keeps(ExactList list) => kept.GetValueOrDefault(list.Family) == list;

    /// <summary>The list of this attempt counts no longer.</summary>
    public void Strike(RoundId attempt)
    {
        foreach ((Digest family, _) in kept.Where(list => list.Value.Attempt == attempt).ToArray())
            kept.Remove(family);
    }

    /// <summary>A dealer whose shares were proved false takes no further part.</summary>
    public void Convict(MemberId dealer) => convicted.Add(dealer);

    /// <summary>A dealer that did not answer complaints takes no part in the next attempt, unless that wants everybody.</summary>
    public void Blame(IEnumerable<MemberId> dealers) => blamed.UnionWith(dealers);

    public void Forgive() => blamed.Clear();

    private static bool Contains(ExactList list, MemberId member) => list.Cohort.Entries.Any(entry => entry.Member == member);

    private bool IsAsked(MemberId member, (Digest State, RoundSpec Ask)? question)
    {
        if (question is not { Ask.IsExact: true } sum)
            return !blamed.Contains(member);
        return ListOf(sum) is { } list ? Contains(list, member) : !released.Contains(member);
    }

    private ExactList? ListOf((Digest State, RoundSpec Ask) sum) => kept.GetValueOrDefault(HistoryKey.Family(sum.Ask.Part, sum.State));
}
