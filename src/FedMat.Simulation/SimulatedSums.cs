using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// The sums of a federation in one process. The first sum of each phase, and every sum that loses members, goes through the whole protocol
/// (<see cref="InMemorySum"/>: keys, shares, signatures, the check of the sum); the others are masked and unmasked without its messages. Both give the same integers.
/// One or two members have nothing to hide from each other: their vectors are added as they are.
/// </summary>
internal sealed class SimulatedSums : IDisposable
{
    /// <summary>With more members a whole sum takes minutes, and masks have to do.</summary>
    private const int MostForProtocol = 64;

    private readonly int count;
    private readonly double drop;
    private readonly InMemorySum? protocol;
    private readonly MaskedSum? masks;
    private readonly HashSet<string> seen = [];
    private readonly RandomNumberGenerator source = RandomNumberGenerator.Create();
    private readonly Plan plan;

    /// <param name="plan">With as many members as there are.</param>
    /// <param name="drop">The part of the members that each sum may lose does lose, from 0 to 1; exact sums wait for everybody.</param>
    public SimulatedSums(Plan plan, double drop)
    {
        this.plan = plan;
        this.drop = drop;
        count = plan.Members.Count;
        if (count < Plan.FewestMembers)
            return;
        masks = new MaskedSum(plan.Members);
        if (count <= MostForProtocol)
            protocol = new InMemorySum(plan with { MinimumMembers = Math.Min(plan.MinimumMembers, plan.Thresholds.LargestMinimum) });
    }

    /// <summary>Sums so far.</summary>
    public int Count { get; private set; }

    /// <summary>One sum. Members contribute on all processors.</summary>
    /// <param name="ask">What is summed.</param>
    /// <param name="contribute">A member's vector.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public RingVector Of(RoundSpec ask, Func<int, LocalVector> contribute, CancellationToken cancellation)
    {
        Count++;
        int lost = ask.IsExact ? 0 : Math.Min((int)Math.Round(drop * count), count - plan.Thresholds.Survivors);
        bool whole = protocol is not null && (seen.Add(ask.Phase) || lost > 0);
        return whole ? Whole(ask, contribute, lost, cancellation) : Masked(ask, contribute, cancellation);
    }

    public void Dispose()
    {
        protocol?.Dispose();
        source.Dispose();
    }

    private RingVector Whole(RoundSpec ask, Func<int, LocalVector> contribute, int lost, CancellationToken cancellation)
    {
        RingVector[] vectors = new RingVector[count];
        Parallel.For(0, count, Options(cancellation), member => vectors[member] = Quantiser.Encode(contribute(member), source));
        // Who is lost changes from sum to sum.
        Dictionary<int, LastWord> gone = Enumerable.Range(0, lost).ToDictionary(i => (Count + (i * count / Math.Max(1, lost))) % count, _ => LastWord.Holding);
        return protocol!.Sum(ask, vectors, gone, cancellation);
    }

    private RingVector Masked(RoundSpec ask, Func<int, LocalVector> contribute, CancellationToken cancellation)
    {
        Digest session = masks?.NextSession() ?? default;
        RunningSum sum = new(ask);
        Parallel.For(0, count, Options(cancellation), member =>
        {
            RingVector vector = Quantiser.Encode(contribute(member), source);
            masks?.Mask(member, vector, session);
            lock (sum)
                sum.Add(vector);
        });
        RingVector total = sum.Take();
        masks?.Unmask(total, session);
        return SumRange.Refuse(ask, total, count) is { } refusal ? throw new RefusedException(refusal) : total;
    }

    private static ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
}
