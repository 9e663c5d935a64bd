using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Attempts of four members, the last of them corrupt, and explorations of two at a time.</summary>
internal static class FourMembers
{
    public static readonly RoundSpec Neural = new("fit", Ring.Bits32, new Block("w", 2, BlockKind.Weighted, 1, 20));
    public static readonly RoundSpec Moments = new("moments", Ring.Bits64, Block.Whole("n", 1, 20));
    public static readonly RoundSpec Bins = new("bins", Ring.Bits64, Block.Whole("n", 2, 20));
    private static readonly Parties Four = new(4);
    private static readonly MemberSet All = MemberSet.Parse("1234");
    private static readonly Digest State = Digest.Of("state"u8);

    /// <param name="ask">What is summed.</param>
    /// <param name="study">Another name is another study.</param>
    /// <param name="attempt">At round 1.</param>
    /// <param name="changed">The snapshot of the first member; the others have theirs at 1.</param>
    public static ExploredSetup Setup(RoundSpec ask, string study = "test", int attempt = 1, int changed = 1) =>
        new(Four, Four.Terms(Four.PlanOver(All, 2, study), 1, attempt), State, ask, MemberSet.Parse("4"), [changed, 1, 1, 1]);

    /// <param name="rules">What honest nodes go by.</param>
    /// <param name="first">An attempt.</param>
    /// <param name="second">Another.</param>
    /// <param name="lists">Which U3 are tried; none for all.</param>
    public static JointExploration Two(NodeRules rules, ExploredSetup first, ExploredSetup second, params string[] lists) =>
        Two(rules, first, second, [], lists);

    /// <param name="rules">What honest nodes go by.</param>
    /// <param name="first">An attempt.</param>
    /// <param name="second">Another.</param>
    /// <param name="before">What else has happened at every honest node.</param>
    /// <param name="lists">Which U3 are tried; none for all.</param>
    public static JointExploration Two(
        NodeRules rules, ExploredSetup first, ExploredSetup second, IReadOnlyList<Step> before, params string[] lists) => new(
        [first, second], [.. Alphabet.Earlier(first, 0), .. Alphabet.Earlier(second, 1), .. before],
        [.. Alphabet.Later(first, 0, lists), .. Alphabet.Later(second, 1, lists)], rules);

    /// <summary>That nothing is wrong, and that the exploration came as far as sums of so many attempts.</summary>
    public static void Holds(JointExploration explored, int opened)
    {
        Assert.True(explored.Violation is null, explored.ToString());
        Assert.Equal(opened, explored.Opened.Select(sum => sum.Attempt).Distinct().Count());
    }
}
