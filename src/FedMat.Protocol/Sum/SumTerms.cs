using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// What one attempt at a secure sum rests on, before anybody has said anything: consortium, round, roster, plan and thresholds. Its
/// hash, the setup, binds adverts and shares. Both sides compute it for themselves.
/// </summary>
public sealed class SumTerms
{
    private readonly Dictionary<MemberId, Member> members;

    /// <param name="round">Study (the plan's hash), round and attempt.</param>
    /// <param name="plan">Names the members and how many of them a sum must cover.</param>
    /// <param name="roster">Holds the members' keys.</param>
    /// <param name="rosterHash">SHA-256 of the roster's canonical bytes.</param>
    /// <exception cref="ArgumentException">The plan names somebody whom the roster does not.</exception>
    public SumTerms(RoundId round, Plan plan, Roster roster, Digest rosterHash)
    {
        Round = round;
        Thresholds = new Thresholds(plan.Members.Count, plan.MinimumMembers);
        Coordinator = roster.Coordinator.Key;
        Members = [.. plan.Members.Order().Select(id =>
            roster.Find(id) ?? throw new ArgumentException($"roster {roster.Number} does not name member {id}", nameof(roster)))];
        members = Members.ToDictionary(member => member.Id);
        Setup = new CanonicalWriter("fedmat.sum.setup.v1")
            .Digest(roster.Consortium.Value).Round(round).Digest(rosterHash).Digest(round.Study.Value)
            .Int32(Thresholds.Members).Int32(Thresholds.Sharing).Int32(Thresholds.Signing).Int32(Thresholds.Corrupt).Int32(Thresholds.MinimumMembers)
            .ToDigest();
    }

    public RoundId Round { get; }

    /// <summary>H(tag | consortium | study | round | attempt | roster | plan | n, t, T, f, m).</summary>
    public Digest Setup { get; }

    public Thresholds Thresholds { get; }

    /// <summary>Signs the lists.</summary>
    public VerifyingKey Coordinator { get; }

    /// <summary>Those that the plan names, in the order of their ids' bytes.</summary>
    public IReadOnlyList<Member> Members { get; }

    public Member? Find(MemberId id) => members.GetValueOrDefault(id);

    /// <summary>Whether each member has the same identity key under these terms as under others of the plan.</summary>
    public bool HasKeysOf(SumTerms others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return others.Members.All(member => Find(member.Id)?.Key == member.Key);
    }
}
