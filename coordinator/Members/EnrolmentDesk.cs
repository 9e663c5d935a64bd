using System.Security.Cryptography;
using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>Takes requests to join from whoever holds an invitation. One invitation serves one pair of keys.</summary>
internal sealed class EnrolmentDesk(CoordinatorStore store, RosterDesk rosters, TimeProvider time, ILogger<EnrolmentDesk> log)
{
    /// <param name="pin">Of the certificate of the connection.</param>
    /// <param name="request">As it came.</param>
    /// <param name="token">The invitation's.</param>
    /// <param name="cancellation">Heeded until something is written.</param>
    /// <exception cref="RefusedException">FM101, FM107 or FM108.</exception>
    public async Task<JoinReply> JoinAsync(TlsPin pin, Signed<JoinRequest> request, ReadOnlyMemory<byte> token, CancellationToken cancellation)
    {
        JoinRequest content = request.Content;
        PendingRecord invitation = await FindAsync(content.Invitation, cancellation).ConfigureAwait(false);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(token.Span), content.Invitation.ToArray()))
            throw Unknown();
        Require(content, invitation, pin);
        if (!request.IsSignedBy(content.Key))
            throw new RefusedException(RefusalCode.Malformed, "the request is not signed by the key in it");
        if (invitation.State == PendingState.Waiting && invitation.Body.IsEmpty)
            invitation = await UseAsync(pin, request, invitation, cancellation).ConfigureAwait(false);
        if (!invitation.Body.IsEmpty && Asked(invitation).Hash != request.Hash)
            throw new RefusedException(
                RefusalCode.InvitationUnusable, "the invitation was used already, with other keys; tell the administrator so, and ask for a new one");
        return Reply(invitation);
    }

    /// <summary>How a request stands, for the certificate that made it.</summary>
    /// <exception cref="RefusedException">FM108.</exception>
    public async Task<JoinReply> StatusAsync(TlsPin pin, Digest token, CancellationToken cancellation)
    {
        PendingRecord invitation = await FindAsync(token, cancellation).ConfigureAwait(false);
        return !invitation.Body.IsEmpty && Asked(invitation).Content.Pin == pin ? Reply(invitation) : throw Unknown();
    }

    private static Signed<JoinRequest> Asked(PendingRecord invitation) => Signed<JoinRequest>.Parse(invitation.Body.Span);

    private static RefusedException Unknown() =>
        new(RefusalCode.InvitationUnusable, "this invitation is not known here; ask the administrator for a new one");

    private async Task<PendingRecord> FindAsync(Digest token, CancellationToken cancellation) =>
        await store.Membership.FindAsync(token, cancellation).ConfigureAwait(false) ?? throw Unknown();

    private void Require(JoinRequest request, PendingRecord invitation, TlsPin pin)
    {
        if (request.Consortium != rosters.Roster.Consortium)
            throw new RefusedException(
                RefusalCode.InvitationUnusable, $"the request is for consortium {request.Consortium.Short}; this is {rosters.Roster.Consortium.Short}");
        if (request.Name != invitation.Name)
            throw new RefusedException(RefusalCode.InvitationUnusable, $"the invitation is for '{invitation.Name}', and not for '{request.Name}'");
        if (request.Pin != pin)
            throw new RefusedException(RefusalCode.UnknownCertificate, "the connection was made with another certificate than the one in the request");
    }

    private async Task<PendingRecord> UseAsync(TlsPin pin, Signed<JoinRequest> request, PendingRecord invitation, CancellationToken cancellation)
    {
        JoinRequest content = request.Content;
        DateTimeOffset now = time.GetUtcNow();
        if (now >= invitation.Expires)
            throw new RefusedException(RefusalCode.InvitationUnusable, $"the invitation ended on {invitation.Expires:yyyy-MM-dd HH:mm} UTC; ask the administrator for a new one");
        if (rosters.Roster.Members.Any(member => member.Key == content.Key || member.Pin == content.Pin))
            throw new RefusedException(RefusalCode.InvitationUnusable, "the roster has these keys already; make new ones");
        AuditEntry entry = new(now, $"stranger {pin}", "asked to join", $"'{content.Name}', fingerprint {content.Fingerprint}");
        PendingRecord used = await store.Membership.UseAsync(invitation, request.ToJson(), entry, cancellation).ConfigureAwait(false);
        Log.JoinAsked(log, content.Name, content.Fingerprint);
        return used;
    }

    private JoinReply Reply(PendingRecord invitation)
    {
        if (invitation.State == PendingState.Declined)
            return new JoinReply { Status = "refused", Reason = invitation.Reason };
        if (!invitation.Body.IsEmpty && Fulfilment.MemberOf(rosters.Roster, Asked(invitation).Content) is not null)
            return new JoinReply { Status = "approved", Roster = rosters.Signed.ToBytes() };
        return invitation.State == PendingState.Waiting
            ? new JoinReply { Status = "waiting", Reason = "the administrator compares the fingerprint and approves" }
            : new JoinReply { Status = "refused", Reason = "the roster has this member with other keys" };
    }
}
