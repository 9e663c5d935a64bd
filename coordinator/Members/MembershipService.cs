using FedMat.Coordinator.Access;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Coordinator.Members;

/// <summary>What administrators call about membership.</summary>
internal sealed class MembershipService(MembershipDesk desk, RosterDesk rosters, AuditDesk audit) : Wire.V1.Membership.MembershipBase
{
    public override async Task<InviteReply> Invite(InviteRequest request, ServerCallContext context)
    {
        await desk.InviteAsync(CallGuard.CallerOf(context), request.Member, request.Token.ToDigest("token"), Moment(request.ExpiresUnixMs)).ConfigureAwait(false);
        return new InviteReply();
    }

    public override async Task<PendingReply> Pending(PendingRequest request, ServerCallContext context)
    {
        PendingReply reply = new();
        reply.Items.AddRange((await desk.PendingAsync(context.CancellationToken).ConfigureAwait(false)).Select(ToMessage));
        return reply;
    }

    public override async Task<DeclineReply> Decline(DeclineRequest request, ServerCallContext context)
    {
        await desk.DeclineAsync(CallGuard.CallerOf(context), request.Id, request.Reason).ConfigureAwait(false);
        return new DeclineReply();
    }

    public override async Task<PublishReply> Publish(PublishRequest request, ServerCallContext context)
    {
        Signed<Roster> roster = request.Roster.ToDocument<Roster>(RefusalCode.RosterInvalid);
        await desk.PublishAsync(CallGuard.CallerOf(context), roster, context.CancellationToken).ConfigureAwait(false);
        return new PublishReply();
    }

    public override Task<CurrentReply> Current(CurrentRequest request, ServerCallContext context) =>
        Task.FromResult(new CurrentReply { Roster = rosters.Signed.ToBytes() });

    public override Task<AuditReply> Audit(AuditRequest request, ServerCallContext context) => audit.ReadAsync(request.After, context.CancellationToken);

    private static DateTimeOffset Moment(long unixMs) =>
        unixMs >= 0 && unixMs <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
            : throw new RefusedException(RefusalCode.Malformed, "'expires_unix_ms' is no time");

    private static PendingItem ToMessage(PendingRecord item)
    {
        PendingItem message = new() { Id = item.Id, SinceUnixMs = item.Since.ToUnixTimeMilliseconds() };
        ByteString body = ByteString.CopyFrom(item.Body.Span);
        switch (item.Kind)
        {
            case PendingKind.Invited:
                message.Invited = new InvitedItem { Member = item.Name, ExpiresUnixMs = item.Expires.ToUnixTimeMilliseconds() };
                break;
            case PendingKind.Join:
                message.Join = body;
                break;
            case PendingKind.KeyChange:
                message.KeyChange = body;
                break;
            default:
                message.Departure = body;
                break;
        }

        return message;
    }
}
