using System.Diagnostics;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Simulation;

namespace FedMat.Cli.Bench;

/// <summary>
/// Measures the arithmetic of the secure sum in this process, without network and disk: processor time, of the two sides one after the other.
/// The figures are medians of three sums; where one takes long, it is enough.
/// </summary>
internal static class SumBench
{
    private const int Sums = 3;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <param name="members">Members, at least three.</param>
    /// <param name="length">Slots of each vector.</param>
    /// <param name="percent">So many of a hundred members, but one at least if it is not zero, are lost when they have shared their secrets and not yet sent a vector.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InputException">So many cannot be lost, or this machine has no room for the vectors.</exception>
    /// <exception cref="InvalidDataException">A sum was wrong.</exception>
    public static SumFigures Run(int members, int length, int percent, CancellationToken cancellation)
    {
        int dropped = Dropped(members, percent);
        VectorRoom.Require(members, length);
        Plan plan = BenchStudy.Plan(default, MemberId.Create(), InMemorySum.Named(members), length, Sums);
        using InMemorySum sums = new(plan);
        List<(double Node, double Coordinator)> costs = [];
        TimeSpan taken = TimeSpan.Zero;
        while (costs.Count < Sums && taken < Long)
        {
            long start = Stopwatch.GetTimestamp();
            costs.Add(Measure(sums, costs.Count + 1, members, length, dropped, cancellation));
            taken = Stopwatch.GetElapsedTime(start);
            Console.Error.WriteLine(FormattableString.Invariant(
                $"  sum {costs.Count}: {taken.TotalSeconds:0.0} s; processor time {costs[^1].Node:0.000} s a member, {costs[^1].Coordinator:0.000} s of the coordinator"));
        }

        return new SumFigures(
            members, length, dropped, Seconds(Median.Of(costs.Select(cost => cost.Node))), Seconds(Median.Of(costs.Select(cost => cost.Coordinator))), Exact: true);
    }

    /// <summary>How many members are lost; the others are enough for a sum.</summary>
    /// <exception cref="InputException">They are not.</exception>
    internal static int Dropped(int members, int percent)
    {
        int dropped = percent == 0 ? 0 : Math.Max(1, members * percent / 100);
        int spare = members - new Thresholds(members, BenchStudy.MinimumMembers).Survivors;
        return dropped <= spare
            ? dropped
            : throw new InputException($"of {members} members {(spare == 0 ? "none" : $"at most {spare}")} can be lost, not {dropped}", "Give a smaller --drop or more --members.");
    }

    private static (double Node, double Coordinator) Measure(
        InMemorySum sums, int round, int members, int length, int dropped, CancellationToken cancellation)
    {
        RingVector[] vectors = [.. Enumerable.Range(0, members).Select(member => Vector(member, round, length))];
        // Spread over the plan, since the places of the lost are what recovery works with.
        Dictionary<int, LastWord> lost = Enumerable.Range(0, dropped).ToDictionary(one => (int)((long)one * members / dropped), _ => LastWord.Holding);
        (TimeSpan node, TimeSpan coordinator) before = (sums.Costs.Members, sums.Costs.Coordinator);
        RingVector sum = sums.Sum(BenchNumbers.Ask(length), vectors, lost, cancellation);
        BenchNumbers.RequireSum(sum, round, [.. Enumerable.Range(0, members).Where(member => !lost.ContainsKey(member))], length);
        return ((sums.Costs.Members - before.node).TotalSeconds / (members - dropped), (sums.Costs.Coordinator - before.coordinator).TotalSeconds);
    }

    private static RingVector Vector(int member, int round, int length)
    {
        RingVector vector = new(Ring.Bits32, length);
        for (int slot = 0; slot < length; slot++)
            vector[slot] = BenchNumbers.Of(member, round, slot);
        return vector;
    }

    private static double Seconds(double value) => Math.Round(value, 5);
}
