using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Sums;

/// <summary>What the sums of one study work with.</summary>
/// <param name="Plan">What is to be learned.</param>
/// <param name="Identity">Roster and keys.</param>
/// <param name="Vectors">Where vectors lie.</param>
/// <param name="ExactLists">Over whom exact sums were taken, in this study and others.</param>
/// <param name="Presence">Who is online.</param>
/// <param name="Advance">The state after a sum, computed from the state before it; works on a thread of its own.</param>
/// <param name="Log">Where events go.</param>
internal sealed record SumParts(
    Plan Plan,
    CoordinatorIdentity Identity,
    VectorFolder Vectors,
    ExactLists ExactLists,
    Presence Presence,
    Func<Crypto.Digest, RingVector, Task<NextState>> Advance,
    ILogger Log)
{
    /// <summary>Threads that take masks off and check: the arithmetic is done in a moment, and all of the machine shortens it.</summary>
    public static int Threads { get; } = Environment.ProcessorCount;

    private readonly Crypto.Digest roster = Identity.SignedRoster.Hash;

    public StudyId Study { get; } = Plan.Id;

    /// <summary>Under the roster of today.</summary>
    public SumTerms TermsOf(int round, int attempt) => new(new RoundId(Study, round, attempt), Plan, Identity.Roster, roster);

    /// <summary>For a reason, in the plan's order.</summary>
    public string Names(IEnumerable<MemberId> members)
    {
        HashSet<MemberId> named = [.. members];
        return string.Join(", ", Plan.Members.Where(named.Contains).Select(member => Identity.Roster.Find(member)?.Name ?? member.ToString()));
    }
}
