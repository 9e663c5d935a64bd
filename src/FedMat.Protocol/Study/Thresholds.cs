namespace FedMat.Protocol;

/// <summary>
/// How many of a plan's members the secure sum needs, and how many may be corrupt.
/// After Bonawitz et al., Practical Secure Aggregation for Privacy-Preserving Machine Learning, CCS 2017, section 6: against an active
/// coordinator more than two thirds must answer, so that two survivor lists have an honest member in common, who signs one of them.
/// The floor under the survivor list is this protocol's own: without the corrupt, it still covers the honest members that the plan demands.
/// Limits: n counts the members that the plan names, not those that came. With n = 3 nobody may be corrupt and nobody may be lost.
/// </summary>
/// <param name="Members">n, the members that the plan names, at least 3.</param>
/// <param name="MinimumMembers">m, the honest members that every sum covers, from 2 to <see cref="LargestMinimum"/>.</param>
public sealed record Thresholds(int Members, int MinimumMembers)
{
    /// <summary>f = ⌈n/3⌉ - 1: so many members may work with the coordinator and learn no more than the sum.</summary>
    public int Corrupt => ((Members + 2) / 3) - 1;

    /// <summary>t = ⌊2n/3⌋ + 1: so many shares recover a secret, one fewer tell nothing.</summary>
    public int Sharing => (2 * Members / 3) + 1;

    /// <summary>T = t: so many distinct members sign a survivor list before one of them opens a share.</summary>
    public int Signing => Sharing;

    /// <summary>max(T, m + f): the shortest survivor list.</summary>
    public int Survivors => Math.Max(Signing, MinimumMembers + Corrupt);

    /// <summary>n - f: the largest m that such a plan can keep.</summary>
    public int LargestMinimum => Members - Corrupt;
}
