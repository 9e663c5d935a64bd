using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Simulation;

namespace FedMat.Benchmarks;

/// <summary>
/// Whole secure sums in memory, both halves: processor seconds of the coordinator and of one node for a sum, the mean over two seconds, after some small
/// sums to warm up. Some members are lost after they dealt their shares. Beside them what the coordinator would spend without masks: it adds the same
/// vectors up, and nobody checks anything. Without arguments the usual shapes; else members=N words=D lost=L.
/// </summary>
internal static class SecureSum
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);

    internal static Task<int> RunAsync(string[] args)
    {
        Console.Out.WriteLine($"{"members",8} {"words",10} {"lost",5} {"coordinator",12} {"one node",9} {"no masks",11}");
        Measure(16, 1000, 2);
        if (args.Length == 0)
        {
            foreach ((int members, int words, int lost) in new[] { (8, 1000, 0), (10, 67_073, 0), (10, 1_000_000, 1), (100, 1_000_000, 1), (500, 100_000, 50) })
                Measure(members, words, lost);
        }
        else
        {
            Measure(Number(args, "members="), Number(args, "words="), Number(args, "lost="));
        }

        return Task.FromResult(0);
    }

    private static void Measure(int members, int words, int lost)
    {
        RoundSpec ask = new("benchmark", Ring.Bits32, Block.Whole("words", words, 16));
        using InMemorySum sums = new(PlanOf(members));
        Dictionary<int, LastWord> gone = Enumerable.Range(0, lost).ToDictionary(place => place, _ => LastWord.Dealing);
        int count = 0;
        do
        {
            sums.Sum(ask, [.. Enumerable.Range(0, members).Select(_ => new RingVector(Ring.Bits32, words))], gone);
            count++;
        }
        while (sums.Costs.Coordinator + sums.Costs.Members < LeastTime);
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{members,8} {words,10} {lost,5} {sums.Costs.Coordinator.TotalSeconds / count,10:F4} s {sums.Costs.Members.TotalSeconds / members / count,7:F4} s {AddUp(ask, members - lost),9:F4} s"));
    }

    private static double AddUp(RoundSpec ask, int members)
    {
        RingVector[] vectors = [.. Enumerable.Range(0, members).Select(_ => new RingVector(ask.Ring, ask.Length))];
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TimeSpan taken;
        int count = 0;
        do
        {
            RunningSum sum = new(ask);
            foreach (RingVector vector in vectors)
                sum.Add(vector);
            sum.Total();
            count++;
            taken = Environment.CpuUsage.TotalTime - before;
        }
        while (taken < LeastTime);
        return taken.TotalSeconds / count;
    }

    private static Plan PlanOf(int members) => new(
        Plan.CurrentFormat, "benchmark", "benchmark", new ConsortiumId(Digest.Of("benchmark"u8)), default, InMemorySum.Named(members), MinimumMembers: 2,
        JsonText.Parse("{}"), JsonText.Parse("{}"), 1, 0, HoldOutFraction: 0.1, 2, 1, 1, new StageLimits(members, 60, 0, 1), ReleaseTerms.Unpublished);

    private static int Number(string[] args, string key) =>
        args.Where(argument => argument.StartsWith(key)).Select(argument => int.Parse(argument[key.Length..])).SingleOrDefault();
}
