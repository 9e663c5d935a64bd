using FedMat.Crypto;
using FedMat.Protocol;
using Xunit.Abstractions;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Whether honest parties can always come to a sum, by trying every order of words, decisions, crashes and starts: from everywhere an
/// order must lead on to the sum, be it of a later attempt after this one was closed by certificate. A party that starts again has what it
/// stored: the nodes their words, the coordinator its decisions. Members may be lost for good that a survivor list can spare. One bound is
/// the protocol's own: a sum whose opening has begun needs t of those that hold its shares, so a member that missed stage 1 counts as lost
/// while that attempt lasts.
/// </summary>
public sealed class LivenessTests(ITestOutputHelper output)
{
    private static readonly Digest State = Digest.Of("state"u8);
    private static readonly RoundSpec Ask = new("fit", Ring.Bits32, new Block("w", 1, BlockKind.Weighted, 1, 20));
    private static readonly RoundSpec Exact = new("moments", Ring.Bits64, Block.Whole("n", 1, 20));

    [Theory]
    [InlineData(3, 2, 0)]
    [InlineData(4, 2, 1)]
    [InlineData(4, 3, 0)]
    public void Round_OfHonestParties_CanBeFinishedWhileEnoughHoldShares(int members, int minimum, int spare)
    {
        CoordinatorReplay coordinator = Replay(members, minimum);
        Dictionary<Standing, List<Standing>> before = Explore(new HonestOrders(coordinator), spare);
        HashSet<Standing> stuck = [.. before.Keys.Except(Leading(before))];
        output.WriteLine($"{before.Count} standings, {stuck.Count} of them stuck");

        int needed = coordinator.Setup.Terms.Thresholds.Sharing;
        Assert.True(stuck.SetEquals(before.Keys.Where(standing => standing.Phase == Phase.Answers && Holders(standing) < needed)));
        Assert.All(stuck, standing => Assert.True(standing.Crashed.Count + members - standing.Lists.U2.Count > spare, $"{standing}"));
        Assert.All(
            before.Keys.Where(standing => standing.Phase == Phase.Done),
            done => Assert.Equal(done.Lists.U3.Bits, coordinator.Sum(done.Lists, done.Heard)[0]));
    }

    [Theory]
    [InlineData(5, 1, 970)]
    [InlineData(10, 3, 30)]
    public void Round_InRandomOrders_EndsWithTheSum(int members, int spare, int orders)
    {
        CoordinatorReplay coordinator = Replay(members, 2);
        for (int seed = 0; seed < orders; seed++)
        {
            Standing end = new RandomOrder(new HonestOrders(coordinator), members, spare, new Random(seed)).End();
            Assert.True(end.Phase == Phase.Done, $"order {seed}: {end}");
            Assert.Equal(end.Lists.U3.Bits, coordinator.Sum(end.Lists, end.Heard)[0]);
        }
    }

    [Fact]
    public void NextAttempt_AfterACertificate_MayHaveAnyList()
    {
        Parties parties = new(4);
        Plan plan = parties.PlanOver(MemberSet.Parse("1234"), 2);
        ExploredSetup[] attempts = [Setup(1), Setup(2)];
        Step whole = Alphabet.Earlier(attempts[0], 0)[^1];
        Step[] lists = [.. whole.U1.Subsets.Where(u3 => u3.Count >= 3).Select(u3 => whole with { Kind = StepKind.Agree, U3 = u3 })];
        foreach ((Step first, Step second) in lists.SelectMany(first => lists.Select(second => (first, second))))
        {
            Step closed = new(StepKind.Certificate, 0, Signers: whole.U1.Without(first.U3.Bits % 4));
            CloseCertificate certificate = attempts[0].Certificate(closed);
            foreach (int node in first.U3.Places.Intersect(second.U3.Places))
            {
                SumLedger ledger = new SumLedger(attempts[0].Agreed(node, first)!.Signed)
                    .WithCertificate(certificate, attempts[0].Terms.Round, attempts[0].Terms).OrThrow();
                Assert.True(attempts[1].Masked(node, second)!.Agree(attempts[1].Survivors(second), ledger).IsGiven);
            }
        }

        ExploredSetup Setup(int attempt) => new(parties, parties.Terms(plan, 1, attempt), State, Exact, default, [1, 1, 1, 1]);
    }

    /// <summary>Who can still help to open a sum, or has.</summary>
    private static int Holders(Standing standing) =>
        standing.Lists.U2.Places.Count(node => !standing.Crashed.Contains(node) || standing.Heard.Contains(node));

    private static CoordinatorReplay Replay(int members, int minimum)
    {
        Parties parties = new(members);
        Plan plan = parties.PlanOver(MemberSet.Of(Enumerable.Range(0, members)), minimum);
        ExploredSetup setup = new(parties, parties.Terms(plan, 1, 1), State, Ask, default, [.. Enumerable.Repeat(1, members)]);
        return new CoordinatorReplay(setup, parties.Coordinator);
    }

    /// <summary>All standings, each with those from which it is one step.</summary>
    private static Dictionary<Standing, List<Standing>> Explore(HonestOrders orders, int spare)
    {
        Dictionary<Standing, List<Standing>> before = new() { [Standing.Fresh(default)] = [] };
        Queue<Standing> open = new(before.Keys);
        while (open.TryDequeue(out Standing here))
        {
            foreach (Standing next in orders.After(here).Concat(here.Crashed.Count < spare ? orders.Crashes(here) : []))
            {
                if (!before.TryGetValue(next, out List<Standing>? froms))
                {
                    before.Add(next, froms = []);
                    open.Enqueue(next);
                }

                froms.Add(here);
            }
        }

        return before;
    }

    /// <summary>Those from which a sum can be reached.</summary>
    private static HashSet<Standing> Leading(Dictionary<Standing, List<Standing>> before)
    {
        HashSet<Standing> leading = [.. before.Keys.Where(standing => standing.Phase == Phase.Done)];
        Queue<Standing> open = new(leading);
        while (open.TryDequeue(out Standing here))
        {
            foreach (Standing from in before[here].Where(leading.Add))
                open.Enqueue(from);
        }

        return leading;
    }
}
