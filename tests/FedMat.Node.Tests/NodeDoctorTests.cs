using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FedMat.Crypto;

namespace FedMat.Node.Tests;

/// <summary>What the doctor finds wrong, and what it says to do.</summary>
public sealed class NodeDoctorTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Dictionary<string, string> settings;

    public NodeDoctorTests()
    {
        script = new Script(consortium.CoordinatorKey);
        settings = new Dictionary<string, string>
        {
            ["name"] = TestConsortium.NodeName,
            ["folder"] = "state",
            ["coordinator"] = "https://127.0.0.1:1",
            ["rosterFile"] = "roster.json",
            ["root"] = consortium.Root.Public.ToString(),
            ["keyFile"] = "identity.key",
            ["tlsFile"] = "tls.pem",
            ["dataFile"] = "data.csv",
            ["contractFile"] = "contract.json",
        };
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Run_NothingIsWrong_EverythingIsLookedAt()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        List<Diagnosis> lines = await RunAsync();
        Assert.DoesNotContain(lines, line => line.Health is Health.Problem or Health.Skipped);
        string[] checks =
            ["settings", "keys", "policy", "roster", "keys fit", "certificate", "data", "state folder", "disk", "time zone", "proxy", "name", "port", "TLS", "membership", "clock"];
        Assert.Empty(checks.Except(lines.Select(line => line.Check)));
        Assert.Contains("5 rows", Line(lines, "data").Found);
    }

    [Fact]
    public async Task Run_SettingsCannotBeRead_IsTheOnlyLine()
    {
        settings.Remove("root");
        Diagnosis line = Assert.Single(await RunAsync());
        Assert.Equal(("settings", Health.Problem), (line.Check, line.Health));
        Assert.Contains("FM501", line.Found);
    }

    [Fact]
    public async Task Run_KeyThatOthersMayRead_SaysHowToTakeItFromThem()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(consortium.PathOf("identity.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        List<Diagnosis> lines = await RunAsync();
        Assert.Contains("chmod 600", Problem(lines, "keys").Found);
        Assert.Equal(Health.Skipped, Line(lines, "data").Health);
        Assert.Equal(Health.Skipped, Line(lines, "coordinator").Health);
    }

    [Fact]
    public async Task Run_AnotherKeyThanTheRosters_IsNamed()
    {
        using SigningKey other = SigningKey.Create();
        consortium.Write("identity.key", other.Export(), secret: true);
        Assert.Contains("'keyFile'", Problem(await RunAsync(), "keys fit").Found);
    }

    [Fact]
    public async Task Run_PolicyThatBreaksItsSchema_IsNamed()
    {
        consortium.Write("policy.json", "{ \"nosuch\": 1 }");
        settings["policyFile"] = "policy.json";
        Assert.Contains("FM509", Problem(await RunAsync(), "policy").Found);
    }

    [Fact]
    public async Task Run_RosterOfAnotherRoot_IsNamed()
    {
        using SigningKey other = SigningKey.Create();
        settings["root"] = other.Public.ToString();
        Assert.Contains("FM106", Problem(await RunAsync(), "roster").Found);
    }

    [Fact]
    public async Task Run_TableThatDoesNotFit_IsNamedWithoutQuotingIt()
    {
        consortium.Write("data.csv", "composition,band_gap_eV\nGaAs,secret\n");
        Diagnosis line = Problem(await RunAsync(), "data");
        Assert.DoesNotContain("secret", line.Found);
        Assert.Contains("fedmat node check", line.Remedy);
    }

    [Fact]
    public async Task Run_NobodyListens_IsFoundAtThePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        settings["coordinator"] = $"https://{free.LocalEndpoint}";
        free.Stop();
        List<Diagnosis> lines = await RunAsync();
        Assert.Contains("is the coordinator running?", Problem(lines, "port").Remedy);
        Assert.DoesNotContain(lines, line => line.Check == "TLS");
    }

    [Fact]
    public async Task Run_NameThatIsNone_IsFoundAtTheName()
    {
        settings["coordinator"] = "https://nowhere.invalid:1";
        Assert.Contains("nowhere.invalid", Problem(await RunAsync(), "name").Found);
    }

    [Fact]
    public async Task Run_AnotherCertificate_IsNamedWithSubjectAndIssuer()
    {
        using TlsIdentity other = consortium.NewTls("somebody else");
        await using CoordinatorDouble coordinator = await StartAsync(other);
        Diagnosis line = Problem(await RunAsync(), "certificate pin");
        Assert.Contains("subject 'CN=somebody else', issuer 'CN=somebody else'", line.Found);
        Assert.False(script.Hellos.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Run_AProxyThatSignsAnew_IsNamedWithTheTextForIt()
    {
        using X509Certificate2 own = IssuedCertificate.Create("127.0.0.1", "Example Web Security");
        await using ConnectProxy proxy = new() { Certificate = own };
        await using CoordinatorDouble coordinator = await StartAsync();
        settings["proxy"] = proxy.Address;
        Diagnosis line = Problem(await RunAsync(), "TLS");
        Assert.Contains("FM512", line.Found);
        Assert.Contains("'Example Web Security, inspection root'", line.Found);
        Assert.Contains("without TLS inspection", line.Found);
    }

    [Theory]
    [InlineData("403 Forbidden", "403")]
    [InlineData("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"", "407")]
    public async Task Run_AProxyThatRefuses_IsNamedWithItsAnswer(string answer, string code)
    {
        await using ConnectProxy proxy = new() { Refusal = answer };
        await using CoordinatorDouble coordinator = await StartAsync();
        settings["proxy"] = proxy.Address;
        Diagnosis line = Assert.Single(await RunAsync(), line => line is { Check: "proxy", Health: Health.Problem });
        Assert.Contains("FM512", line.Found);
        Assert.Contains(code, line.Found);
    }

    [Fact]
    public async Task Run_ThroughAProxy_IsWell()
    {
        await using ConnectProxy proxy = new();
        await using CoordinatorDouble coordinator = await StartAsync();
        settings["proxy"] = proxy.Address;
        Assert.DoesNotContain(await RunAsync(), line => line.Health == Health.Problem);
        Assert.True(proxy.Tunnels > 0);
    }

    [Theory]
    [InlineData(-600, "behind", Health.Problem)]
    [InlineData(600, "ahead of", Health.Problem)]
    [InlineData(-30, "behind", Health.Ok)]
    public async Task Run_AClockThatIsOff_SaysByHowMuch(int seconds, string part, Health health)
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        Diagnosis line = Line(await RunAsync(new ShiftedTime(TimeSpan.FromSeconds(seconds))), "clock");
        Assert.Equal(health, line.Health);
        Assert.Contains($"s {part} the coordinator's", line.Found);
    }

    [Fact]
    public async Task Run_BesideARunningNode_SaysSo()
    {
        await using CoordinatorDouble coordinator = await StartAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.Connected);
        Assert.Contains("a node is running", Line(await RunAsync(), "state folder").Found);
    }

    private static Diagnosis Line(List<Diagnosis> lines, string check) => lines.First(line => line.Check == check);

    private static Diagnosis Problem(List<Diagnosis> lines, string check) =>
        Assert.Single(lines, line => line.Check == check && line.Health == Health.Problem);

    private async Task<CoordinatorDouble> StartAsync(TlsIdentity? tls = null)
    {
        CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script, tls);
        settings["coordinator"] = coordinator.Address.ToString();
        return coordinator;
    }

    private async Task<List<Diagnosis>> RunAsync(TimeProvider? time = null)
    {
        consortium.Write("node.json", JsonSerializer.Serialize(settings));
        List<Diagnosis> lines = [];
        await NodeDoctor.RunAsync(consortium.PathOf("node.json"), lines.Add, time ?? TimeProvider.System, default).WaitAsync(RunningNode.Patience);
        return lines;
    }

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
