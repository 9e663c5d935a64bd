namespace FedMat.Aggregation.Tests;

/// <summary>
/// One order at random, up to the sum: mostly words, now and then a decision, a crash, a coordinator that starts again or gives up. No
/// more members are missing from U2 or crashed than the round can spare.
/// </summary>
internal sealed class RandomOrder(HonestOrders orders, int members, int spare, Random random)
{
    private const int MostMoves = 20_000;

    public Standing End()
    {
        Standing now = Standing.Fresh(default);
        for (int move = 0; move < MostMoves && now.Phase != Phase.Done; move++)
            now = Next(now);
        return now;
    }

    private Standing Next(Standing now)
    {
        int node = random.Next(members);
        return random.Next(1000) switch
        {
            < 4 when IsSpared(now with { Crashed = now.Crashed.And(node) }) => now with { Crashed = now.Crashed.And(node) },
            < 8 => now with { Heard = default },
            < 11 => HonestOrders.GivenUp(now) ?? now,
            < 100 => orders.Decided(now) is { } decided && IsSpared(decided) ? decided : now,
            _ => orders.Told(now, node) ?? now,
        };
    }

    private bool IsSpared(Standing standing)
    {
        int dealers = standing.Phase is > Phase.Deals and < Phase.Closings ? standing.Lists.U2.Bits : (1 << members) - 1;
        return new MemberSet(((1 << members) - 1) & (standing.Crashed.Bits | ~dealers)).Count <= spare;
    }
}
