using System.Security.Cryptography.X509Certificates;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

/// <summary>A node behind an HTTP proxy.</summary>
public sealed class NodeProxyTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;

    public NodeProxyTests() => script = new Script(consortium.CoordinatorKey);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Proxy_PassesOn_NodeIsConnectedThroughIt()
    {
        await using ConnectProxy proxy = new();
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await StartAsync(coordinator, proxy, credentials: null);
        await node.LoggedAsync(Event.Connected);
        Assert.Equal(1, proxy.Tunnels);
    }

    [Fact]
    public async Task Proxy_WantsCredentials_GetsThemFromTheFile()
    {
        await using ConnectProxy proxy = new() { Credentials = "lab:pass word:1" };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await StartAsync(coordinator, proxy, "lab:pass word:1\n");
        await node.LoggedAsync(Event.Connected);
    }

    [Fact]
    public async Task Proxy_WrongCredentials_IsNamedWith407()
    {
        await using ConnectProxy proxy = new() { Credentials = "lab:right" };
        string text = await WaitingAsync(proxy, "lab:wrong");
        Assert.Contains("FM512", text);
        Assert.Contains("407", text);
        Assert.Contains("proxyCredentialsFile", text);
        Assert.DoesNotContain("wrong", text);
    }

    [Fact]
    public async Task Proxy_Refuses_IsNamedWithTheTextForIt()
    {
        await using ConnectProxy proxy = new() { Refusal = "403 Forbidden" };
        string text = await WaitingAsync(proxy, credentials: null);
        Assert.Contains("FM512", text);
        Assert.Contains("403", text);
        Assert.Contains("without TLS inspection", text);
    }

    [Fact]
    public async Task Proxy_SignsTlsAnew_IsNamedAndNotSpokenTo()
    {
        using X509Certificate2 own = IssuedCertificate.Create("127.0.0.1", "Example Web Security");
        await using ConnectProxy proxy = new() { Certificate = own };
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await StartAsync(coordinator, proxy, credentials: null);
        string text = await node.LoggedAsync(Event.ConnectionOpened);
        Assert.Contains("FM512", text);
        Assert.Contains("'Example Web Security, inspection root'", text);
        Assert.Contains($"TCP port {coordinator.Address.Port}", text);
        Assert.False(script.Hellos.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData("https://proxy:1")]
    [InlineData("proxy:8080")]
    [InlineData("http://proxy:1/path")]
    [InlineData("http://user:secret@proxy:1")]
    public void Of_NoAddressOfAProxy_IsRefusedWithoutQuotingIt(string text)
    {
        Refusal refusal = Assert.Throws<RefusedException>(() => CoordinatorProxy.Of(text, credentialsFile: null)).Refusal;
        Assert.Equal(RefusalCode.SettingInvalid, refusal.Code);
        Assert.DoesNotContain("secret", refusal.Detail);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("environment")]
    public void Of_CredentialsWithoutAnAddress_AreRefused(string? text) =>
        Assert.Equal(RefusalCode.SettingInvalid, Assert.Throws<RefusedException>(() => CoordinatorProxy.Of(text, "credentials")).Refusal.Code);

    [Fact]
    public void Of_CredentialsThatOthersMayRead_AreRefused()
    {
        if (OperatingSystem.IsWindows())
            return;
        consortium.Write("proxy.txt", "user:password");
        File.SetUnixFileMode(consortium.PathOf("proxy.txt"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        RefusedException error = Assert.Throws<RefusedException>(() => CoordinatorProxy.Of("http://proxy:1", consortium.PathOf("proxy.txt")));
        Assert.Contains("chmod 600", error.Refusal.Detail);
    }

    [Theory]
    [InlineData("password")]
    [InlineData(":password")]
    [InlineData("user:password\nmore")]
    public void Of_CredentialsOfAnotherForm_AreRefusedWithoutQuotingThem(string text)
    {
        consortium.Write("proxy.txt", text, secret: true);
        RefusedException error = Assert.Throws<RefusedException>(() => CoordinatorProxy.Of("http://proxy:1", consortium.PathOf("proxy.txt")));
        Assert.Contains("user:password into it", error.Refusal.Detail);
        Assert.DoesNotContain("more", error.Refusal.Detail);
    }

    private async Task<RunningNode> StartAsync(CoordinatorDouble coordinator, ConnectProxy proxy, string? credentials) =>
        await RunningNode.StartAsync(consortium, coordinator, proxy: ProxyOf(proxy, credentials));

    private CoordinatorProxy ProxyOf(ConnectProxy proxy, string? credentials)
    {
        if (credentials is not null)
            consortium.Write("proxy.txt", credentials, secret: true);
        return CoordinatorProxy.Of(proxy.Address, credentials is null ? null : consortium.PathOf("proxy.txt"));
    }

    private async Task<string> WaitingAsync(ConnectProxy proxy, string? credentials)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await StartAsync(coordinator, proxy, credentials);
        return await node.LoggedAsync(Event.WaitingForCoordinator);
    }
}
