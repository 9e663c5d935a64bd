using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>
/// Takes members' words for keys and passes them on to all; nodes judge them. A member's word for its own next key waits for an administrator too, since only a
/// roster makes it the member's key.
/// </summary>
internal sealed class VouchDesk(
    VouchBoard board, CoordinatorStore store, RosterDesk rosters, NewsBoard news, TimeProvider time, ILogger<VouchDesk> log) : IDisposable
{
    /// <summary>Held until the board shows what was written.</summary>
    private readonly SemaphoreSlim taking = new(1, 1);

    /// <param name="caller">Who vouches.</param>
    /// <param name="vouch">As it came.</param>
    /// <param name="possession">The new key's signature, where the caller vouches for itself; else empty.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    /// <exception cref="RefusedException">FM107, FM109, FM203, FM302 or FM316.</exception>
    public async Task TakeAsync(Member caller, Signed<Vouch> vouch, ReadOnlyMemory<byte> possession, CancellationToken cancellation)
    {
        Vouch content = vouch.Content;
        Roster roster = rosters.Roster;
        WordDesk.RequireOwn(caller, content.Voucher);
        MemberWords.RequireSigned(vouch, caller, content.Consortium, roster, "vouch");
        bool isOwn = content.Member == caller.Id;
        if (isOwn)
            RequireNext(caller, content, roster, possession);
        else
            RequireOther(content, roster, possession);
        DateTimeOffset now = time.GetUtcNow();
        PendingRecord? change = isOwn ? PendingRecord.Request(PendingKind.KeyChange, caller, vouch.ToJson(), now) : null;
        string other = roster.Find(content.Member)!.Name;
        string fingerprint = MemberFingerprint.Of(content.Consortium, other, content.Key, content.Pin);
        AuditEntry entry = new(now, caller.Name, isOwn ? "took another key" : "vouched", $"'{other}', fingerprint {fingerprint}");
        if (!await KeepAsync(vouch, change, entry, cancellation).ConfigureAwait(false))
            return;
        if (isOwn)
            Log.KeyChangeAsked(log, caller.Name, fingerprint);
        else
            Log.Vouched(log, caller.Name, other);
        news.Rounds.Signal();
    }

    public void Dispose() => taking.Dispose();

    private async Task<bool> KeepAsync(Signed<Vouch> vouch, PendingRecord? change, AuditEntry entry, CancellationToken cancellation)
    {
        await taking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (await store.Membership.VouchAsync(vouch, change, entry, CancellationToken.None).ConfigureAwait(false) is not { } kept)
                return false;
            board.Show(kept.Kept, kept.Replaced);
            return true;
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>Both keys are in the caller's hands, and nobody else has them.</summary>
    private static void RequireNext(Member caller, Vouch next, Roster roster, ReadOnlyMemory<byte> possession)
    {
        if (next.Key == caller.Key && next.Pin == caller.Pin)
            throw new RefusedException(RefusalCode.Malformed, $"the roster has this key and certificate of '{caller.Name}' already");
        if (!new Signed<Vouch>(next, Convert.ToBase64String(possession.Span)).IsSignedBy(next.Key))
            throw new RefusedException(RefusalCode.SignatureInvalid, $"'{caller.Name}' does not show that it holds the new key: 'possession' is no signature of it");
        if (roster.Members.Any(member => member.Id != caller.Id && (member.Key == next.Key || member.Pin == next.Pin)))
            throw new RefusedException(RefusalCode.Malformed, "the new key or certificate is that of another member; make new ones");
    }

    private static void RequireOther(Vouch vouch, Roster roster, ReadOnlyMemory<byte> possession)
    {
        if (roster.Find(vouch.Member) is not { } other)
            throw new RefusedException(RefusalCode.Malformed, $"roster {roster.Number} has no member {vouch.Member}");
        if (other.Revoked is not null)
            throw new RefusedException(RefusalCode.MemberRevoked, $"'{other.Name}' was taken out of the consortium");
        if (!possession.IsEmpty)
            throw new RefusedException(RefusalCode.Malformed, "'possession' goes with a member's word for its own next key only");
    }
}
