using System.Collections.Concurrent;
using FedMat.Protocol;

namespace FedMat.Coordinator.Access;

/// <summary>The newest roster, which can change while the coordinator runs. Safe for many threads.</summary>
internal sealed class RosterDesk
{
    private readonly CoordinatorIdentity identity;
    private readonly ConcurrentDictionary<MemberId, int> known = new();
    private readonly ConcurrentDictionary<MemberId, Signed<Roster>> farewells = new();
    private volatile Signed<Roster> newest;

    /// <param name="identity">The keys of this process.</param>
    /// <param name="seen">Every roster that was seen, the newest first.</param>
    public RosterDesk(CoordinatorIdentity identity, IReadOnlyList<Signed<Roster>> seen)
    {
        this.identity = identity;
        newest = seen[0];
        foreach (Signed<Roster> roster in seen.Reverse())
            KeepFarewells(roster);
    }

    public Signed<Roster> Signed => newest;

    public Roster Roster => newest.Content;

    /// <summary>Why nothing can be summed under the newest roster by this process, with these keys; null where it can.</summary>
    public string? Foreign => identity.Unfit(Roster) is null
        ? null
        : $"roster {Roster.Number} gives the coordinator another key or certificate: it must be started with them";

    /// <summary>From now on this one holds.</summary>
    public void Take(Signed<Roster> roster)
    {
        KeepFarewells(roster);
        newest = roster;
    }

    /// <summary>The newest roster that a member is given: for one that was revoked, the one that said so first. Who came later is no business of its.</summary>
    public Signed<Roster> For(Member member) => farewells.GetValueOrDefault(member.Id, newest);

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

    private void KeepFarewells(Signed<Roster> roster)
    {
        foreach (Member revoked in roster.Content.Members.Where(member => member.Revoked is not null))
            farewells.TryAdd(revoked.Id, roster);
    }
}
