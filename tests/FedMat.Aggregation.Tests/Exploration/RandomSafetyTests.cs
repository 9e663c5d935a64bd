using FedMat.Crypto;
using FedMat.Protocol;
using Xunit.Abstractions;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// What <see cref="SafetyTests"/> tries in full among four members, tried at random among five with one corrupt and ten with three, in two attempts over
/// the same vectors.
/// </summary>
public sealed class RandomSafetyTests(ITestOutputHelper output)
{
    private static readonly Digest State = Digest.Of("state"u8);
    private static readonly RoundSpec Neural = new("fit", Ring.Bits32, new Block("w", 1, BlockKind.Weighted, 1, 20));
    private static readonly ExploredSetup[] Five = Attempts(5, corrupt: "5");
    private static readonly ExploredSetup[] Ten = Attempts(10, corrupt: "789");

    [Fact]
    public void Nodes_OfFiveMembers_OpenOneSum() => Hold(Five, walks: 100, moves: 120);

    [Fact]
    public void Nodes_OfTenMembers_OpenOneSum() => Hold(Ten, walks: 12, moves: 250);

    [Theory]
    [InlineData("no ledger")]
    [InlineData("promises forgotten")]
    [InlineData("shares of a closed attempt")]
    [InlineData("a close after shares were opened")]
    public void RandomSteps_AgainstAWeakenedRule_DoHarm(string weakness) =>
        Assert.Contains(Enumerable.Range(0, 100), seed => Walk(Five, WeakRules.Of(weakness), seed, 120).Violation is not null);

    private void Hold(ExploredSetup[] setups, int walks, int moves)
    {
        RandomAdversary[] run = [.. Enumerable.Range(0, walks).Select(seed => Walk(setups, NodeRules.Real, seed, moves))];
        Assert.All(run, walk => Assert.Null(walk.Violation));
        int[] opened = [.. Enumerable.Range(0, 3).Select(count => run.Count(walk => walk.Opened == count))];
        output.WriteLine($"walks that opened no sum, one, two: {string.Join(", ", opened)}");
        Assert.True(opened[1] + opened[2] > walks / 5, "the walks do not get far enough");
    }

    private static RandomAdversary Walk(ExploredSetup[] setups, NodeRules rules, int seed, int moves) =>
        new RandomAdversary(setups, rules, new Random(seed)).Run(moves);

    private static ExploredSetup[] Attempts(int members, string corrupt)
    {
        Parties parties = new(members);
        Plan plan = parties.PlanOver(MemberSet.Of(Enumerable.Range(0, members)), 2);
        return [.. new[] { 1, 2 }.Select(attempt => new ExploredSetup(
            parties, parties.Terms(plan, 1, attempt), State, Neural, MemberSet.Parse(corrupt), [.. Enumerable.Repeat(1, members)]))];
    }
}
