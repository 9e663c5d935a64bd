using FedMat.Crypto;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedMat.Node.Tests;

/// <summary>A consortium whose first node is under test: keys, roster, data and contract, its files in a temporary folder.</summary>
internal sealed class TestConsortium : IDisposable
{
    public const string NodeName = "North";

    private const string ContractText =
        """
        { "format": 1, "name": "gaps", "inputs": [ { "name": "composition", "kind": "composition" } ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 14 }, "descriptors": "fractions/1" }
        """;

    /// <summary>Everything is allowed.</summary>
    public const string OpenPolicy = """{ "otherwise": "allow", "minimumCell": 1, "minimumKnownMembers": 1, "consentDays": 3650 }""";

    private const string Data = "composition,band_gap_eV\nGaAs,1.42\nInP,1.34\nSi,1.12\nGe,0.66\nGaN,3.4\n";
    private static readonly DateTimeOffset NotAfter = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] OtherNames = ["East", "South", "West", "Centre"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-node-");
    private readonly Dictionary<MemberId, SigningKey> keys = [];

    /// <param name="others">How many nodes there are beside the one under test.</param>
    public TestConsortium(int others = 2)
    {
        CoordinatorTls = NewTls("coordinator");
        NodeTls = NewTls(NodeName);
        Administrator = NewMember("administrator", MemberRole.Administrator, AdministratorKey);
        Self = new Member(MemberId.Create(), NodeName, MemberRole.Node, NodeKey.Public, NodeTls.Pin, NotAfter);
        Others = [.. OtherNames.Take(others).Select(name => NewMember(name, MemberRole.Node, SigningKey.Create()))];
        Write("roster.json", Roster(1).ToJson());
        Write("identity.key", NodeKey.Export(), secret: true);
        Write("tls.pem", NodeTls.Export(), secret: true);
        Write("data.csv", Data);
        Write("contract.json", ContractText);
        Write("policy.json", OpenPolicy);
    }

    public SigningKey Root { get; } = SigningKey.Create();

    public SigningKey AdministratorKey { get; } = SigningKey.Create();

    public SigningKey CoordinatorKey { get; } = SigningKey.Create();

    public SigningKey NodeKey { get; } = SigningKey.Create();

    public TlsIdentity CoordinatorTls { get; }

    public TlsIdentity NodeTls { get; }

    public Member Administrator { get; }

    public Member Self { get; }

    public IReadOnlyList<Member> Others { get; }

    /// <summary>When rosters run out; they do not by default.</summary>
    public DateTimeOffset? RosterEnds { get; init; }

    public string StateFolder => PathOf("state");

    /// <summary>The identity key of one of <see cref="Others"/>.</summary>
    public SigningKey KeyOf(MemberId other) => keys[other];

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Write(string name, string text, bool secret = false) => Write(name, System.Text.Encoding.UTF8.GetBytes(text), secret);

    public void Write(string name, byte[] bytes, bool secret = false)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        if (secret && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public NodeOptions Options(Uri? coordinator = null) => new(
        NodeName, StateFolder, coordinator ?? new Uri("https://127.0.0.1:1"), PathOf("roster.json"), Root.Public, PathOf("identity.key"),
        PathOf("tls.pem"), PathOf("data.csv"), null, PathOf("contract.json"), TrainingDevice.Cpu, 1, LogLevel.Debug, LogFormat.Text) { PolicyFile = PathOf("policy.json") };

    public Signed<Roster> Roster(int number, TlsPin? coordinatorPin = null, Member? self = null) => Signed<Roster>.Sign(
        new Roster(
            Protocol.Roster.CurrentFormat, number, Root.Public,
            new CoordinatorEntry(CoordinatorKey.Public, coordinatorPin ?? CoordinatorTls.Pin), [Administrator, self ?? Self, .. Others], RosterEnds),
        Root);

    /// <summary>A roster whose root key is another one, that the first root key has handed over to.</summary>
    public Signed<Roster> HandedOver(int number, SigningKey next)
    {
        Roster roster = Roster(number).Content;
        Handover handover = new(Handover.CurrentFormat, roster.Consortium, Root.Public, next.Public, DateTimeOffset.UnixEpoch);
        return Signed<Roster>.Sign(roster with { Root = next.Public, Handovers = [Signed<Handover>.Sign(handover, Root)] }, next);
    }

    /// <summary>A plan that the node accepts, unless it is changed.</summary>
    public Plan Plan() => new(
        Protocol.Plan.CurrentFormat, "gaps", "a test", Roster(1).Content.Consortium, Administrator.Id, [Self.Id, .. Others.Select(other => other.Id)], 2,
        JsonText.Parse(DataContract.Parse(ContractText, "contract").ToJson()), JsonText.Parse("""{"name":"neural"}"""), 5, 1, 0.2, 5, 1, 100,
        new StageLimits(1 + Others.Count, 60, 1, 3), new ReleaseTerms("CC BY 4.0", "the members", NotAfter));

    public Signed<Roster> Sign(Roster roster) => Signed<Roster>.Sign(roster, Root);

    public Signed<Plan> Sign(Plan plan) => Signed<Plan>.Sign(plan, AdministratorKey);

    /// <summary>Changes the database behind the node's back.</summary>
    public void Run(string sql)
    {
        using SqliteConnection database = new($"Data Source={Path.Combine(StateFolder, "node.db")};Pooling=False");
        database.Open();
        using SqliteCommand command = new(sql, database);
        command.ExecuteNonQuery();
    }

    public TlsIdentity NewTls(string name) => TlsIdentity.Create(name, DateTimeOffset.UnixEpoch, NotAfter);

    public void Dispose()
    {
        foreach (IDisposable secret in new IDisposable[] { Root, AdministratorKey, CoordinatorKey, NodeKey, CoordinatorTls, NodeTls }.Concat(keys.Values))
            secret.Dispose();
        folder.Delete(recursive: true);
    }

    private Member NewMember(string name, MemberRole role, SigningKey key)
    {
        using TlsIdentity tls = NewTls(name);
        MemberId id = MemberId.Create();
        if (role == MemberRole.Node)
            keys.Add(id, key);
        return new Member(id, name, role, key.Public, tls.Pin, NotAfter);
    }
}
