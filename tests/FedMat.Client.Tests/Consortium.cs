using System.IO.Compression;
using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Client.Tests;

/// <summary>
/// A consortium with real keys, and a release of it: the state of a tiny network after the sum of the moments of three members' rows.
/// </summary>
internal sealed class Consortium : IDisposable
{
    public const string NumbersOnly = """
        width_nm,load_kg,strength_MPa
        1,10,101
        2,12,111
        3,11,131
        4,15,142
        5,13,148
        6,17,165
        7,10,171
        8,12,188
        9,19,197
        10,14,204
        """;

    public const string Compositions = """
        composition,temperature_C,processing,band_gap_eV
        GaAs,25,cast,1.42
        InP,25,cast,1.34
        GaN,25,film,3.4
        Si,20,cast,1.12
        Ge,20,film,0.66
        AlAs,25,film,2.16
        ZnO,25,cast,3.3
        CdTe,20,cast,1.5
        """;

    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly SigningKey root = SigningKey.Create();
    private readonly SigningKey coordinator = SigningKey.Create();
    private readonly SigningKey administrator = SigningKey.Create();

    public Consortium(string table = NumbersOnly)
    {
        Member proposer = new(MemberId.Create(), "administrator", MemberRole.Administrator, administrator.Public, Pin(1), Noon.AddDays(1));
        Member[] nodes = [.. Enumerable.Range(2, 3).Select(number => Node($"lab {number}", (byte)number))];
        Roster = Signed<Roster>.Sign(
            new Roster(1, 1, root.Public, new CoordinatorEntry(coordinator.Public, Pin(9)), [proposer, .. nodes]), root);
        Table rows = Table.Read(new StringReader(table), "rows.csv");
        Plan = Signed<Plan>.Sign(MakePlan(DataContract.Infer(rows), proposer, nodes), administrator);
        State = Learned(Plan.Content, Dataset.Build(rows, DataContract.Infer(rows)));
        Files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BundleLayout.Card] = "# A card"u8.ToArray(),
            [BundleLayout.Plan] = Plan.ToJson(),
            [BundleLayout.Roster] = Roster.ToJson(),
            [BundleLayout.State] = State.Memory.ToArray(),
        };
    }

    public VerifyingKey Root => root.Public;

    public Signed<Roster> Roster { get; }

    public Signed<Plan> Plan { get; }

    public ModelState State { get; }

    /// <summary>What goes into the bundle beside the manifest. A test changes it before it asks for the bundle.</summary>
    public SortedDictionary<string, byte[]> Files { get; }

    /// <summary>A manifest that names the files as they are now.</summary>
    public ReleaseManifest Manifest => new(
        ReleaseManifest.CurrentFormat, Plan.Content.Name, Plan.Content.Id, Roster.Content.Consortium, Roster.Content.Number, State.Hash,
        Rounds: 1, Members: 3, Property: "strength", Unit: "MPa", Noon,
        [.. Files.Select(file => new ReleaseFile(file.Key, file.Value.Length, Digest.Of(file.Value)))]);

    /// <summary>The bundle of the files as they are now.</summary>
    public byte[] Bundle() => Bundle(Sign(Manifest));

    /// <summary>The bundle of the files as they are now under a manifest of the test's choice.</summary>
    public byte[] Bundle(Signed<ReleaseManifest> manifest) => Zip([(BundleLayout.Manifest, manifest.ToJson()), .. Files.Select(file => (file.Key, file.Value))]);

    public Signed<ReleaseManifest> Sign(ReleaseManifest manifest) => Signed<ReleaseManifest>.Sign(manifest, coordinator);

    public Signed<Roster> Sign(Roster roster) => Signed<Roster>.Sign(roster, root);

    public Signed<Plan> Sign(Plan plan) => Signed<Plan>.Sign(plan, administrator);

    /// <summary>The roster under another root key, which the first names as its successor.</summary>
    /// <param name="successor">The other key.</param>
    /// <param name="signer">Signs the handover in the first one's place; null for the first.</param>
    public Signed<Roster> HandOver(SigningKey successor, Consortium? signer = null)
    {
        Handover handover = new(Handover.CurrentFormat, Roster.Content.Consortium, root.Public, successor.Public, Noon);
        Roster roster = Roster.Content with { Root = successor.Public, Handovers = [Signed<Handover>.Sign(handover, signer?.root ?? root)] };
        return Signed<Roster>.Sign(roster, successor);
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    public void Dispose()
    {
        root.Dispose();
        coordinator.Dispose();
        administrator.Dispose();
    }

    private static Member Node(string name, byte pin)
    {
        using SigningKey key = SigningKey.Create();
        return new Member(MemberId.Create(), name, MemberRole.Node, key.Public, Pin(pin), Noon.AddDays(1));
    }

    private static TlsPin Pin(byte fill)
    {
        Assert.True(TlsPin.TryParse(Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]), out TlsPin pin));
        return pin;
    }

    private Plan MakePlan(DataContract contract, Member proposer, Member[] nodes) => new(
        Protocol.Plan.CurrentFormat, "tiny", "to test bundles", Roster.Content.Consortium, proposer.Id, [.. nodes.Select(node => node.Id)], MinimumMembers: 2,
        JsonText.Parse(contract.ToJson()), JsonText.Parse("""{"name":"ridge","features":0,"models":5}"""), Rounds: 1, Seed: 7, HoldOutFraction: 0.2,
        MinimumRows: 2, MinimumCell: 1, MaximumWeight: 100, new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 5, Attempts: 3), ReleaseTerms.Unpublished);

    private static ModelState Learned(Plan plan, Dataset rows)
    {
        ILearner learner = Learners.For(plan);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        ModelState state = learner.Start();
        while (learner.Ask(state) is { } ask)
        {
            RunningSum sum = new(ask);
            foreach (MemberId _ in plan.Members)
                sum.Add(Quantiser.Encode(learner.Contribute(state, rows, CancellationToken.None), source));
            state = learner.Advance(state, sum.Total());
        }

        return state;
    }
}
