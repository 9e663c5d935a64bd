using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>Which of a plan's members are asked to take part in its sums.</summary>
/// <param name="plan">Names the members.</param>
/// <param name="leftOut">Those without whom exact sums go on, by an administrator's word.</param>
internal sealed class Participants(Plan plan, IEnumerable<MemberId> leftOut)
{
    private readonly HashSet<MemberId> released = [.. leftOut];
    private readonly HashSet<MemberId> convicted = [];
    private readonly HashSet<MemberId> blamed = [];

    /// <param name="ask">What is summed; null for a sum that is made ahead.</param>
    public IReadOnlyList<MemberId> For(RoundSpec? ask) =>
        [.. plan.Members.Where(member => !convicted.Contains(member) && !(ask?.IsExact == true ? released : blamed).Contains(member)).Order()];

    /// <summary>Whether exact sums can go on without a member.</summary>
    public Refusal? RefuseRelease(MemberId member)
    {
        int left = plan.Members.Count(other => other != member && !convicted.Contains(other) && !released.Contains(other));
        return left >= plan.Thresholds.Survivors
            ? null
            : new Refusal(RefusalCode.InputWaits, $"without this member {left} are left; a sum of this plan covers at least {plan.Thresholds.Survivors}");
    }

    public void Release(MemberId member) => released.Add(member);

    /// <summary>A dealer whose shares were proved false takes no further part.</summary>
    public void Convict(MemberId dealer) => convicted.Add(dealer);

    /// <summary>A dealer that did not answer complaints takes no part in the next attempt, unless that wants everybody.</summary>
    public void Blame(IEnumerable<MemberId> dealers) => blamed.UnionWith(dealers);

    public void Forgive() => blamed.Clear();
}
