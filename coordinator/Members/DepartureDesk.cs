using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>Takes members' words that they leave. The member is out once a roster says so.</summary>
internal sealed class DepartureDesk(CoordinatorStore store, RosterDesk rosters, TimeProvider time, ILogger<DepartureDesk> log)
{
    private const int LongestReason = 500;

    /// <exception cref="RefusedException">FM107, FM203, FM302 or FM316.</exception>
    public async Task TakeAsync(Member caller, Signed<Departure> departure)
    {
        Departure content = departure.Content;
        WordDesk.RequireOwn(caller, content.Member);
        MemberWords.RequireSigned(departure, caller, content.Consortium, rosters.Roster, "departure");
        if (content.Reason.Length > LongestReason)
            throw new RefusedException(RefusalCode.Malformed, $"departure: 'reason' has at most {LongestReason} characters");
        IReadOnlyList<PendingRecord> waiting = await store.Membership.WaitingAsync(CancellationToken.None).ConfigureAwait(false);
        if (waiting.Any(item => item.Kind == PendingKind.Departure && item.Member == caller.Id))
            return;
        DateTimeOffset now = time.GetUtcNow();
        PendingRecord request = PendingRecord.Request(PendingKind.Departure, caller, departure.ToJson(), now);
        AuditEntry entry = new(now, caller.Name, "asked to leave", PeerText.Shown(content.Reason, LongestReason));
        await store.Membership.RequestAsync(request, entry, CancellationToken.None).ConfigureAwait(false);
        Log.DepartureAsked(log, caller.Name);
    }
}
