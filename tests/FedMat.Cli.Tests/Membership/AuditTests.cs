using System.Net;
using System.Net.Sockets;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>`fedmat coordinator audit` and the way to the coordinator, against one that really listens.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private RunningConsortium consortium = null!;

    public async Task InitializeAsync()
    {
        consortium = await RunningConsortium.StartAsync();
        await consortium.InviteAsync("east");
        await consortium.InviteAsync("west");
    }

    public Task DisposeAsync() => consortium.DisposeAsync().AsTask();

    [Fact]
    public async Task Audit_OfWhatWasDone_HoldsTogether()
    {
        AuditWalk walk = await WalkAsync(anchor: null);
        Assert.Null(walk.Fault);
        Assert.Equal(["read a roster", "invited", "invited"], walk.Rows.Select(row => row.Entry.What));
        Assert.Equal(3, walk.Last!.Count);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit", "--json", "--last", "0")]
    public async Task Command_OnALogThatHolds_IsDone(params string[] words) => Assert.Equal(ExitCode.Done, await consortium.TypeAsync(words));

    [Fact]
    public async Task Anchor_OfBefore_HoldsWhenTheLogHasGrown()
    {
        LedgerAnchor anchor = (await WalkAsync(anchor: null)).Last!;
        await consortium.InviteAsync("north");
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("audit", "--anchor", anchor.ToString()));
    }

    [Theory]
    [InlineData(1, "is not that of the anchor")]
    [InlineData(4, "the log ends with row 3")]
    public async Task Anchor_OfAnotherLog_IsRefused(int count, string says)
    {
        string anchor = new LedgerAnchor(count, Digest.Of("other"u8)).ToString();
        Refusal refusal = (await Assert.ThrowsAsync<RefusedException>(() => consortium.TypeAsync("audit", "--anchor", anchor))).Refusal;
        Assert.Equal(RefusalCode.LedgerAltered, refusal.Code);
        Assert.Contains(says, refusal.Detail);
    }

    [Fact]
    public async Task Command_WithAProxyInTheFolder_AsksIt()
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        await File.WriteAllTextAsync(
            Path.Combine(consortium.Administrator, "consortium.json"),
            $$"""{ "name": "Alloys", "coordinator": "{{consortium.Address}}", "proxy": "http://{{proxy.LocalEndpoint}}" }""");
        Task<int> typed = consortium.TypeAsync("audit");

        using (TcpClient client = await proxy.AcceptTcpClientAsync().WaitAsync(RunningConsortium.Soon))
        using (StreamReader asked = new(client.GetStream()))
            Assert.Equal($"CONNECT {consortium.Address.Authority} HTTP/1.1", await asked.ReadLineAsync().WaitAsync(RunningConsortium.Soon));

        proxy.Stop();
        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => typed);
    }

    private async Task<AuditWalk> WalkAsync(LedgerAnchor? anchor)
    {
        using AdministratorParty party = AdministratorParty.Read(consortium.Administrator);
        using MembershipLink link = MembershipLink.To(consortium.Address, party.Tls, party.Roster.Coordinator.Pin);
        AuditWalk walk = new(anchor, shown: 10);
        await walk.RunAsync(after => link.AuditAsync(after, CancellationToken.None));
        return walk;
    }
}
