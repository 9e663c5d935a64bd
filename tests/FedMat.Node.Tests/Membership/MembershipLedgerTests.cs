using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>What commands send in a member's name is in its egress ledger, like what the node sends.</summary>
public sealed class MembershipLedgerTests : IDisposable
{
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestConsortium consortium = new();
    private readonly MembershipScript script = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Vouch_OfACommand_IsALine()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using SiteMember self = SiteMember.Open(consortium.Options(coordinator.Address), TimeProvider.System);
        await self.VouchAsync(consortium.Others[0], default).WaitAsync(RunningNode.Patience);
        Assert.True(script.Vouches.Reader.TryRead(out (VouchRequest Request, TlsPin Pin) sent));
        AssertLine(consortium.StateFolder, EgressKind.Vouch, sent.Request.Vouch.Span);
    }

    [Fact]
    public async Task Departure_OfACommand_IsALine()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using SiteMember self = SiteMember.Open(consortium.Options(coordinator.Address), TimeProvider.System);
        await self.LeaveAsync("over", default).WaitAsync(RunningNode.Patience);
        Assert.True(script.Departures.Reader.TryRead(out LeaveRequest? sent));
        AssertLine(consortium.StateFolder, EgressKind.Leave, sent.Departure.Span);
    }

    [Fact]
    public async Task KeyChange_OfACommand_IsALine()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using (KeyRotation rotation = await KeyRotation.BeginAsync(consortium.Options(coordinator.Address), TimeProvider.System, default))
            await Assert.ThrowsAsync<TimeoutException>(() => rotation.FinishAsync(TimeSpan.Zero, _ => { }, default).WaitAsync(RunningNode.Patience));
        Assert.True(script.Vouches.Reader.TryRead(out (VouchRequest Request, TlsPin Pin) sent));
        AssertLine(consortium.StateFolder, EgressKind.Vouch, sent.Request.Vouch.Span);
    }

    [Fact]
    public async Task JoinRequest_IsTheFirstLine_AndTheNextRunGoesOn()
    {
        await using MembershipDouble coordinator = await StartAsync();
        Invitation invitation = Invitation.Create(coordinator.Address, consortium.CoordinatorTls.Pin, consortium.Root.Public, "West Lab", Later);
        await AskAsync(invitation);
        Assert.True(script.Joins.Reader.TryRead(out (JoinMessage Message, TlsPin Pin) sent));
        AssertLine(consortium.PathOf("west/state"), EgressKind.Join, sent.Message.Request.Span);
        await AskAsync(invitation);
        Assert.True(script.Joins.Reader.TryRead(out _));
    }

    private async Task AskAsync(Invitation invitation)
    {
        using NewMember member = NewMember.Prepare(invitation.ToLine(), consortium.PathOf("west"), new JoinSettings(), TimeProvider.System);
        await Assert.ThrowsAsync<TimeoutException>(() => member.JoinAsync(TimeSpan.Zero, _ => { }, default).WaitAsync(RunningNode.Patience));
    }

    private static void AssertLine(string folder, string kind, ReadOnlySpan<byte> document)
    {
        using NodeView view = NodeView.Open(folder)!;
        NewEgress entry = Assert.Single(view.Egress(study: null)).Entry;
        Assert.Equal((kind, Digest.Of(document), document.Length), (entry.Kind, entry.Payload, entry.Bytes));
    }

    private Task<MembershipDouble> StartAsync() => MembershipDouble.StartAsync(consortium.CoordinatorTls, script);
}
