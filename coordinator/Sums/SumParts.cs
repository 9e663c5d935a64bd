using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Sums;

/// <summary>What the sums of one study work with.</summary>
/// <param name="Plan">What is to be learned.</param>
/// <param name="Key">Signs what members are told.</param>
/// <param name="Roster">Under which the study goes on; a newer one takes the study up anew.</param>
/// <param name="Vectors">Where vectors lie.</param>
/// <param name="ExactLists">Over whom exact sums were taken, in this study and others.</param>
/// <param name="Presence">Who is online.</param>
/// <param name="Advance">The state after a sum, computed from the state before it; works on a thread of its own.</param>
/// <param name="Log">Where events go.</param>
internal sealed record SumParts(
    Plan Plan,
    Crypto.SigningKey Key,
    Signed<Roster> Roster,
    VectorFolder Vectors,
    ExactLists ExactLists,
    Presence Presence,
    Func<Crypto.Digest, RingVector, Task<NextState>> Advance,
    ILogger Log)
{
    /// <summary>Threads that take masks off and check: the arithmetic is done in a moment, and all of the machine shortens it.</summary>
    public static int Threads { get; } = Environment.ProcessorCount;

    private readonly Crypto.Digest roster = Roster.Hash;

    public StudyId Study { get; } = Plan.Id;

    /// <summary>A member's entry; null when there is none.</summary>
    public Member? Find(MemberId member) => Roster.Content.Find(member);

    /// <summary>Whether no attempt may begin at that moment: members contribute nothing under a roster that has ended.</summary>
    public bool IsExpired(DateTimeOffset now) => RosterDesk.Expired(Roster.Content, now) is not null;

    /// <summary>Under the roster of today.</summary>
    public SumTerms TermsOf(int round, int attempt) => new(new RoundId(Study, round, attempt), Plan, Roster.Content, roster);

    /// <summary>For a reason, in the plan's order.</summary>
    public string Names(IEnumerable<MemberId> members)
    {
        HashSet<MemberId> named = [.. members];
        return string.Join(", ", Plan.Members.Where(named.Contains).Select(member => Find(member)?.Name ?? member.ToString()));
    }
}
