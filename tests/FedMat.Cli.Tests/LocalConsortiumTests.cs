using System.Runtime.Versioning;
using FedMat.Cli.Demo;
using FedMat.Cli.Local;
using FedMat.Coordinator;
using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>The keys and files of a consortium: each party has its own secrets, and nobody else's.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LocalConsortiumTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Address = new("https://127.0.0.1:5443/");
    private readonly TemporaryFolder folder = new();
    private readonly DemoData data = DemoData.Sample();
    private readonly LocalConsortium consortium;

    public LocalConsortiumTests() => consortium = LocalConsortium.Create(folder.Path, data.Members.Select(member => member.Name), Now);

    public void Dispose()
    {
        consortium.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Roster_IsSignedByTheRootAndNamesEverybody()
    {
        Assert.True(consortium.Roster.IsSignedBy(consortium.Root));
        Assert.Equal(data.Members.Select(member => member.Name), consortium.Nodes.Select(node => node.Name));
        Assert.Equal(1, consortium.Roster.Content.Number);
        consortium.Roster.Content.Validate();
    }

    [Fact]
    public void EveryParty_HasTheSameRoster()
    {
        string[] rosters = Directory.GetFiles(folder.Path, "roster.json", SearchOption.AllDirectories);
        Assert.Equal(2 + data.Members.Count, rosters.Length);
        Assert.All(rosters, path => Assert.Equal(consortium.Roster.Hash, Signed<Roster>.Parse(File.ReadAllBytes(path)).Hash));
    }

    [Fact]
    public void KeysInANodesFolder_AreThoseOfItsRosterEntry()
    {
        foreach (Member node in consortium.Nodes)
        {
            using SigningKey key = SigningKey.Import(File.ReadAllText(Path.Combine(consortium.NodeFolder(node.Name), "identity.key")));
            using TlsIdentity tls = TlsIdentity.Import(File.ReadAllText(Path.Combine(consortium.NodeFolder(node.Name), "tls.pem")));
            Assert.Equal((node.Key, node.Pin), (key.Public, tls.Pin));
        }
    }

    [Fact]
    public void SecretFiles_AreForTheirOwnerAlone()
    {
        string[] secrets = Secrets();
        Assert.Equal((2 * (2 + data.Members.Count)) + 2, secrets.Length);
        Assert.All(secrets, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Secret_LiesInOneFolderOnly()
    {
        IEnumerable<string> bodies = Secrets().Select(path => File.ReadAllText(path)[File.ReadAllText(path).IndexOf("BEGIN PRIVATE KEY", StringComparison.Ordinal)..]);
        Assert.Equal(Secrets().Length, bodies.Distinct().Count());
    }

    [Fact]
    public async Task SettingsOfTheHosts_AreReadByThem()
    {
        CoordinatorOptions coordinator = CoordinatorOptions.Read(consortium.CoordinatorConfig);
        Assert.Equal(consortium.Root, coordinator.Root);
        foreach (DemoMember member in data.Members)
        {
            NodeOptions node = NodeOptions.Read(consortium.WriteNode(member.Name, member.Table, data.Contract, Address));
            Assert.Equal((member.Name, Address, consortium.Root), (node.Name, node.Coordinator, node.Root));
            Assert.Equal(member.Table, await File.ReadAllTextAsync(node.DataFile!));
            using Site site = await Site.OpenAsync(node, CancellationToken.None);
            Assert.Equal(member.Train.Rows, site.Rows);
        }
    }

    private string[] Secrets() =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains("PRIVATE KEY"))];
}
