using System.Buffers.Binary;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// Secure sums between members and a coordinator in one process: both halves as they are between real nodes, with keys of their own, every signature,
/// share and tag checked, and no network. A member may be lost after any word.
/// </summary>
public sealed class InMemorySum : IDisposable
{
    private readonly SigningKey coordinator = SigningKey.Create();
    private readonly SortedDictionary<MemberId, SigningKey> keys = [];
    private readonly RandomNumberGenerator source = RandomNumberGenerator.Create();
    private readonly Plan plan;
    private readonly Roster roster;
    private int rounds;

    /// <param name="plan">Its members take part, at least three; they are given keys here.</param>
    public InMemorySum(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Members.Count, Plan.FewestMembers, nameof(plan));
        this.plan = plan;
        foreach (MemberId member in plan.Members)
            keys.Add(member, SigningKey.Create());
        using SigningKey root = SigningKey.Create();
        roster = new Roster(
            Roster.CurrentFormat, 1, root.Public, new CoordinatorEntry(coordinator.Public, default),
            [.. keys.Select(key => new Member(key.Key, key.Key.ToString(), MemberRole.Node, key.Value.Public, default, DateTimeOffset.MaxValue))]);
    }

    public SumCosts Costs { get; } = new();

    /// <summary>Identifiers for so many members, in the order of their bytes.</summary>
    public static IReadOnlyList<MemberId> Named(int count)
    {
        Span<byte> bytes = stackalloc byte[MemberId.Size];
        List<MemberId> members = [];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, i);
            members.Add(MemberId.FromBytes(bytes));
        }

        return members;
    }

    /// <summary>The sum of the vectors of all members that were not lost before they sent theirs.</summary>
    /// <param name="ask">What is summed.</param>
    /// <param name="vectors">Of each member in the order of the plan. Taken over: they are masked in place.</param>
    /// <param name="lost">Places in the plan of members that are lost, with what they say last.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="InvalidOperationException">Too many members were lost for a sum.</exception>
    /// <exception cref="RefusedException">FM312: the vectors are larger than the ask allows.</exception>
    public RingVector Sum(
        RoundSpec ask, IReadOnlyList<RingVector> vectors, IReadOnlyDictionary<int, LastWord>? lost = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(vectors);
        SumTerms terms = new(new RoundId(plan.Id, ++rounds, 1), plan, roster, Digest.Of([]));
        List<(InMemoryMember Member, RingVector Vector, LastWord Last)> cast = [];
        for (int i = 0; i < vectors.Count; i++)
        {
            InMemoryMember member = Costs.OfMembers(() => new InMemoryMember(terms, plan.Members[i], keys[plan.Members[i]], source));
            cast.Add((member, vectors[i], lost?.GetValueOrDefault(i, LastWord.Tags) ?? LastWord.Tags));
        }

        using InMemoryAttempt attempt = new(terms, coordinator, ask, cast, Costs, cancellation);
        return attempt.Run();
    }

    public void Dispose()
    {
        coordinator.Dispose();
        source.Dispose();
        foreach (SigningKey key in keys.Values)
            key.Dispose();
    }
}
