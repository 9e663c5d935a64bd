using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Net.Client;
using MembershipClient = FedMat.Wire.V1.Membership.MembershipClient;

namespace FedMat.Cli.Membership;

/// <summary>What an administrator asks of the coordinator about membership. The coordinator stores and passes on; it signs nothing of this.</summary>
internal sealed class MembershipLink : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly MembershipClient membership;

    private MembershipLink(GrpcChannel channel)
    {
        this.channel = channel;
        membership = new MembershipClient(channel);
    }

    public static MembershipLink To(Uri coordinator, TlsIdentity identity, TlsPin coordinatorPin, CoordinatorProxy? proxy = null) =>
        new(AdministratorChannel.To(coordinator, identity, coordinatorPin, proxy));

    /// <summary>Lets whoever has the token of this hash ask once.</summary>
    public async Task InviteAsync(string member, Digest token, DateTimeOffset expires, CancellationToken cancellation) =>
        await membership.InviteAsync(
            new InviteRequest { Member = member, Token = ByteString.CopyFrom(token.ToArray()), ExpiresUnixMs = expires.ToUnixTimeMilliseconds() },
            deadline: AdministratorChannel.Deadline(),
            cancellationToken: cancellation);

    /// <summary>Who was invited, asked to join, to take another key or to leave.</summary>
    /// <param name="roster">Its members are those that may ask for a key or leave.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<PendingEntry>> PendingAsync(Roster roster, CancellationToken cancellation)
    {
        PendingReply reply = await membership.PendingAsync(
            new PendingRequest(), deadline: AdministratorChannel.Deadline(), cancellationToken: cancellation);
        return [.. reply.Items.Select(item => PendingEntry.Read(item, roster))];
    }

    public async Task DeclineAsync(long id, string reason, CancellationToken cancellation) =>
        await membership.DeclineAsync(
            new DeclineRequest { Id = id, Reason = reason }, deadline: AdministratorChannel.Deadline(), cancellationToken: cancellation);

    public async Task PublishAsync(Signed<Roster> roster, CancellationToken cancellation) =>
        await membership.PublishAsync(
            new PublishRequest { Roster = ByteString.CopyFrom(roster.ToJson()) },
            deadline: AdministratorChannel.Deadline(),
            cancellationToken: cancellation);

    /// <summary>The newest roster that the coordinator has; nobody checked it.</summary>
    /// <exception cref="RefusedException">FM107: it is none.</exception>
    public async Task<Signed<Roster>> CurrentAsync(CancellationToken cancellation)
    {
        CurrentReply reply = await membership.CurrentAsync(
            new CurrentRequest(), deadline: AdministratorChannel.Deadline(), cancellationToken: cancellation);
        try
        {
            return Signed<Roster>.Parse(reply.Roster.Span);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.Malformed, $"the coordinator answered with no roster: {error.Message}", error);
        }
    }

    /// <summary>The rows of the coordinator's audit log that follow a row, and at the end the row at which the coordinator finds its chain broken.</summary>
    /// <exception cref="RefusedException">FM107: what came is no such row.</exception>
    public async Task<AuditPage> AuditAsync(int after, CancellationToken cancellation)
    {
        AuditReply reply = await membership.AuditAsync(
            new AuditRequest { After = after }, deadline: AdministratorChannel.Deadline(), cancellationToken: cancellation);
        return AuditPage.Of(reply);
    }

    public void Dispose() => channel.Dispose();
}
