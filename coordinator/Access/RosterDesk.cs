using System.Collections.Concurrent;
using FedMat.Protocol;

namespace FedMat.Coordinator.Access;

/// <summary>The newest roster, which can change while the coordinator runs. Safe for many threads.</summary>
internal sealed class RosterDesk(CoordinatorIdentity identity, Signed<Roster> first)
{
    private readonly ConcurrentDictionary<MemberId, int> known = new();
    private volatile Signed<Roster> newest = first;

    public Signed<Roster> Signed => newest;

    public Roster Roster => newest.Content;

    /// <summary>Why nothing can be summed under the newest roster by this process, with these keys; null where it can.</summary>
    public string? Foreign => identity.Unfit(Roster) is null
        ? null
        : $"roster {Roster.Number} gives the coordinator another key or certificate: it must be started with them";

    /// <summary>From now on this one holds.</summary>
    public void Take(Signed<Roster> roster) => newest = roster;

    /// <summary>Which roster a member has, by its own word.</summary>
    public void Remember(MemberId member, int number) => known[member] = number;

    /// <summary>The number of the roster that a member has; the newest one where it never said.</summary>
    public int KnownTo(MemberId member) => known.GetValueOrDefault(member, Roster.Number);

    /// <summary>Why nothing is contributed at that moment: FM110; null where the roster has not ended.</summary>
    public string? Expired(DateTimeOffset now) => Expired(Roster, now)?.ToString();

    /// <inheritdoc cref="Expired(DateTimeOffset)"/>
    public static Refusal? Expired(Roster roster, DateTimeOffset now) => now < (roster.NotAfter ?? DateTimeOffset.MaxValue)
        ? null
        : new Refusal(RefusalCode.RosterExpired, $"roster {roster.Number} ended on {roster.NotAfter:yyyy-MM-dd}; the holder of the root key signs a new one");
}
