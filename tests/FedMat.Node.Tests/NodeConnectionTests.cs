using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Node.Tests;

/// <summary>To whom a node talks, and what it takes from there.</summary>
public sealed class NodeConnectionTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;

    public NodeConnectionTests() => script = new Script(consortium.CoordinatorKey);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Server_WithAnotherCertificate_IsNotSpokenTo()
    {
        using TlsIdentity other = consortium.NewTls("coordinator");
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script, other);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        string text = await node.LoggedAsync(Event.CertificateRefused);
        Assert.Contains(other.Pin.ToString(), text);
        Assert.Contains(consortium.CoordinatorTls.Pin.ToString(), text);
        await node.LoggedAsync(Event.WaitingForCoordinator);
        Assert.False(script.Hellos.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Hello_TellsVersionsAndRoster()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        var hello = await script.Hellos.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        Assert.Equal(1, hello.RosterNumber);
        Assert.Equal(Versions.Protocols, hello.Protocols);
        Assert.Equal(Versions.Product, hello.ProductVersion);
    }

    [Fact]
    public async Task Hello_UnknownProtocol_IsRefused()
    {
        script.Protocol = 99;
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM104", await node.LoggedAsync(Event.WaitingForCoordinator));
    }

    [Fact]
    public async Task Roster_Newer_IsTakenAndKept()
    {
        script.Roster = consortium.Roster(2).ToBytes();
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (RunningNode node = await RunningNode.StartAsync(consortium, coordinator))
            await node.LoggedAsync(Event.RosterTaken);
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        Assert.Equal(2, parts.Rosters.Current.Number);
    }

    [Fact]
    public async Task Roster_Older_IsRefused()
    {
        consortium.Write("roster.json", consortium.Roster(3).ToJson());
        script.Roster = consortium.Roster(2).ToBytes();
        Assert.Contains("FM105", await RosterRefusedAsync());
    }

    [Fact]
    public async Task Roster_SignedByTheCoordinator_IsRefused()
    {
        script.Roster = Signed<Roster>.Sign(consortium.Roster(2).Content, consortium.CoordinatorKey).ToBytes();
        Assert.Contains("FM106", await RosterRefusedAsync());
    }

    [Fact]
    public async Task Roster_OfAnotherRoot_IsRefused()
    {
        using SigningKey other = SigningKey.Create();
        script.Roster = Signed<Roster>.Sign(consortium.Roster(2).Content with { Root = other.Public }, other).ToBytes();
        Assert.Contains("FM106", await RosterRefusedAsync());
    }

    [Fact]
    public async Task Roster_WithAnotherKeyForThisNode_IsRefused()
    {
        script.Roster = consortium.Roster(2, self: consortium.Self with { Key = consortium.CoordinatorKey.Public }).ToBytes();
        Assert.Contains("FM506", await RosterRefusedAsync());
    }

    [Fact]
    public async Task Roster_PinsAnotherCoordinator_TheOldOneIsLeft()
    {
        using TlsIdentity other = consortium.NewTls("coordinator");
        script.Roster = consortium.Roster(2, coordinatorPin: other.Pin).ToBytes();
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.RosterTaken);
        Assert.Contains(other.Pin.ToString(), await node.LoggedAsync(Event.CertificateRefused));
    }

    [Fact]
    public async Task Coordinator_RestartsAtTheSameAddress_TheNodeComesBack()
    {
        CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.Connected);
        int port = coordinator.Address.Port;
        await coordinator.DisposeAsync();
        await node.LoggedAsync(Event.WaitingForCoordinator);

        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        script.Tell(plan.ToNews());
        await using CoordinatorDouble again = await CoordinatorDouble.StartAsync(consortium, script, port: port);
        await node.LoggedAsync(Event.StudyAccepted);
    }

    [Fact]
    public async Task Coordinator_FallsSilent_TheNodeConnectsAnew()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        Assert.Contains("nothing was heard", await node.LoggedAsync(Event.ConnectionEnded));
        await script.Hellos.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        await script.Hellos.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
    }

    private async Task<string> RosterRefusedAsync()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        return await node.LoggedAsync(Event.RosterRefused);
    }
}
