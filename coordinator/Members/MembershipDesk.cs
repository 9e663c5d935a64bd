using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>What administrators do about membership. Only a roster that the root key signed makes anybody a member.</summary>
internal sealed class MembershipDesk(
    CoordinatorStore store, RosterDesk rosters, RosterChange change, TimeProvider time, ILogger<MembershipDesk> log) : IDisposable
{
    private const int LongestReason = 500;
    private static readonly TimeSpan LongestInvitation = TimeSpan.FromDays(366);

    /// <summary>One roster at a time.</summary>
    private readonly SemaphoreSlim publishing = new(1, 1);

    /// <exception cref="RefusedException">FM107: what is wrong with it. FM108: the name is taken or invited already.</exception>
    public async Task InviteAsync(Member caller, string name, Digest token, DateTimeOffset expires)
    {
        DateTimeOffset now = time.GetUtcNow();
        RequireName(name);
        if (expires <= now || expires > now + LongestInvitation)
            throw new RefusedException(RefusalCode.Malformed, $"an invitation ends between now and {LongestInvitation.TotalDays} days from now, not at {expires:O}");
        if (Fulfilment.IsTaken(rosters.Roster, name))
            throw new RefusedException(RefusalCode.InvitationUnusable, $"roster {rosters.Roster.Number} has a member '{name}' already");
        AuditEntry entry = new(now, caller.Name, "invited", $"'{name}' until {expires:O}");
        Refusal? refusal = await store.Membership
            .InviteAsync(PendingRecord.Invitation(name, token, now, expires), entry, CancellationToken.None).ConfigureAwait(false);
        if (refusal is not null)
            throw new RefusedException(refusal);
        Log.Invited(log, caller.Name, name, expires);
    }

    /// <summary>What waits, the oldest first; invitations that have expired unused do not.</summary>
    public async Task<IReadOnlyList<PendingRecord>> PendingAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        Roster roster = rosters.Roster;
        IReadOnlyList<PendingRecord> waiting = await store.Membership.WaitingAsync(cancellation).ConfigureAwait(false);
        return [.. waiting.Where(item => (item.Kind != PendingKind.Invited || now < item.Expires) && !Fulfilment.IsIn(roster, item))];
    }

    /// <exception cref="RefusedException">FM107: nothing of this number waits.</exception>
    public async Task DeclineAsync(Member caller, long id, string reason)
    {
        string why = PeerText.Shown(reason, LongestReason);
        DateTimeOffset now = time.GetUtcNow();
        AuditEntry Entry(PendingRecord item) => new(now, caller.Name, "declined", $"{Name(item.Kind)} of '{item.Name}': {why}");
        if (await store.Membership.DeclineAsync(id, why, Entry, CancellationToken.None).ConfigureAwait(false) is null)
            throw new RefusedException(RefusalCode.Malformed, $"nothing with number {id} is waiting; ask for what is pending");
    }

    /// <summary>Takes a roster: it holds when this returns. The newest one again is harmless.</summary>
    /// <exception cref="RefusedException">FM105, FM106 or FM111.</exception>
    public async Task PublishAsync(Member caller, Signed<Roster> roster, CancellationToken cancellation)
    {
        await publishing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Signed<Roster>> seen = await store.RostersAsync(cancellation).ConfigureAwait(false);
            if (RosterSuccession.Check(seen, roster) is { } refusal)
                throw new RefusedException(refusal);
            Roster content = roster.Content;
            if (content.Number == rosters.Roster.Number)
                return;
            AuditEntry entry = new(time.GetUtcNow(), caller.Name, "published a roster", $"number {content.Number}, SHA-256 {roster.Hash}{RosterDifference.Between(rosters.Roster, content)}");
            await store.Membership.PublishAsync(roster, item => Fulfilment.IsIn(content, item), entry, CancellationToken.None).ConfigureAwait(false);
            await change.TakeAsync(roster, caller.Name).ConfigureAwait(false);
        }
        finally
        {
            publishing.Release();
        }
    }

    public void Dispose() => publishing.Dispose();

    private static void RequireName(string name)
    {
        try
        {
            MemberName.Require(name, "'member'");
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.Malformed, error.Message, error);
        }
    }

    private static string Name(PendingKind kind) => kind switch
    {
        PendingKind.Invited => "the invitation",
        PendingKind.Join => "the request to join",
        PendingKind.KeyChange => "the key change",
        _ => "the departure",
    };
}
