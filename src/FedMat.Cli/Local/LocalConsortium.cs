using System.Net;
using System.Text.Json.Nodes;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Local;

/// <summary>
/// A consortium on this machine, in a folder: keys, certificates, the root-signed roster and one configuration file for each process.
/// Each party's folder holds its own private keys and nobody else's.
/// </summary>
internal sealed class LocalConsortium : IDisposable
{
    /// <summary>All on one machine: whoever starts it agrees to everything.</summary>
    private const string OpenPolicy = """{ "otherwise": "allow", "minimumCell": 1, "minimumKnownMembers": 1 }""" + "\n";

    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(30);
    private readonly SigningKey root = SigningKey.Create();
    private readonly SigningKey administratorKey = SigningKey.Create();
    private readonly DateTimeOffset notBefore;
    private readonly DateTimeOffset notAfter;

    private LocalConsortium(string folder, DateTimeOffset now)
    {
        Folder = folder;
        notBefore = now.AddHours(-1);
        notAfter = now + ValidFor;
        AdministratorTls = NewTls("administrator");
        DownloadTls = NewTls("localhost");
    }

    public string Folder { get; }

    public VerifyingKey Root => root.Public;

    public TlsIdentity AdministratorTls { get; }

    /// <summary>The ordinary certificate of the HTTPS listener.</summary>
    public TlsIdentity DownloadTls { get; }

    public Signed<Roster> Roster { get; private set; } = null!;

    public Member Administrator => Roster.Content.Members.Single(member => member.Role == MemberRole.Administrator);

    public IReadOnlyList<Member> Nodes => [.. Roster.Content.Members.Where(member => member.Role == MemberRole.Node)];

    public string CoordinatorFolder => Path.Combine(Folder, "coordinator");

    public string CoordinatorConfig => Path.Combine(CoordinatorFolder, Membership.CoordinatorFolder.ConfigFile);

    /// <summary>Draws all keys, signs roster 1 and writes every party's folder.</summary>
    /// <param name="folder">Exists and is empty.</param>
    /// <param name="members">The names of the members, none of them twice and each good as a folder's name.</param>
    /// <param name="now">From which the certificates and the roster are valid.</param>
    public static LocalConsortium Create(string folder, IEnumerable<string> members, DateTimeOffset now)
    {
        LocalConsortium consortium = new(folder, now);
        using SigningKey coordinatorKey = SigningKey.Create();
        using TlsIdentity coordinatorTls = consortium.NewTls("coordinator");
        List<(Member Member, SigningKey Key, TlsIdentity Tls)> nodes = [.. members.Select(consortium.Enrol)];
        consortium.Roster = Signed<Roster>.Sign(
            new Roster(
                Protocol.Roster.CurrentFormat,
                Number: 1,
                consortium.Root,
                new CoordinatorEntry(coordinatorKey.Public, coordinatorTls.Pin),
                [
                    new Member(MemberId.Create(), "administrator", MemberRole.Administrator, consortium.administratorKey.Public, consortium.AdministratorTls.Pin, consortium.notAfter),
                    .. nodes.Select(node => node.Member),
                ]),
            consortium.root);
        consortium.WriteAdministrator();
        new Membership.CoordinatorFolder(coordinatorKey, coordinatorTls, consortium.DownloadTls, consortium.Roster)
            .Write(consortium.CoordinatorFolder, new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 0));
        foreach ((Member member, SigningKey key, TlsIdentity tls) in nodes)
        {
            PartyFolder.Write(consortium.NodeFolder(member.Name), key, tls, consortium.Roster);
            key.Dispose();
            tls.Dispose();
        }

        return consortium;
    }

    public string NodeFolder(string name) => Path.Combine(Folder, "nodes", name);

    public Signed<Plan> SignPlan(Plan plan) => Signed<Plan>.Sign(plan, administratorKey);

    /// <summary>Writes a node's data, contract and settings, once the coordinator's address is known.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="table">Its rows as CSV.</param>
    /// <param name="contract">What they mean.</param>
    /// <param name="coordinator">Where the node calls.</param>
    /// <returns>The settings file.</returns>
    public string WriteNode(string name, string table, DataContract contract, Uri coordinator)
    {
        string folder = NodeFolder(name);
        PartyFolder.WriteText(Path.Combine(folder, "data.csv"), table);
        PartyFolder.WriteText(Path.Combine(folder, "contract.json"), contract.ToJson());
        PartyFolder.WriteText(Path.Combine(folder, "policy.json"), OpenPolicy);
        string config = Path.Combine(folder, "node.json");
        PartyFolder.WriteSettings(config, new JsonObject
        {
            ["name"] = name,
            ["folder"] = "state",
            ["coordinator"] = coordinator.ToString(),
            ["rosterFile"] = "roster.json",
            ["root"] = Root.ToString(),
            ["keyFile"] = "identity.key",
            ["tlsFile"] = "tls.pem",
            ["dataFile"] = "data.csv",
            ["contractFile"] = "contract.json",
            ["policyFile"] = "policy.json",
            ["device"] = "cpu",
            ["threads"] = 1,
        });
        return config;
    }

    public void Dispose()
    {
        root.Dispose();
        administratorKey.Dispose();
        AdministratorTls.Dispose();
        DownloadTls.Dispose();
    }

    private (Member Member, SigningKey Key, TlsIdentity Tls) Enrol(string name)
    {
        SigningKey key = SigningKey.Create();
        TlsIdentity tls = NewTls(name);
        return (new Member(MemberId.Create(), name, MemberRole.Node, key.Public, tls.Pin, notAfter), key, tls);
    }

    private TlsIdentity NewTls(string name) => TlsIdentity.Create(name[..Math.Min(name.Length, 64)], notBefore, notAfter);

    private void WriteAdministrator()
    {
        string folder = Path.Combine(Folder, "administrator");
        PartyFolder.Write(folder, administratorKey, AdministratorTls, Roster);
        PartyFolder.WriteSecret(Path.Combine(folder, RootKeyFile.FileName), root.Export());
        PartyFolder.WriteText(Path.Combine(folder, "downloads.pem"), DownloadTls.ExportCertificate());
    }
}
