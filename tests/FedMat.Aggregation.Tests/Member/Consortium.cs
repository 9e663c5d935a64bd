using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Members with keys, a plan over some of them, and a coordinator's key to sign lists with, honest or not.</summary>
internal sealed class Consortium
{
    private static readonly DateTimeOffset NotAfter = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SortedDictionary<MemberId, SigningKey> keys;

    /// <param name="members">Named by the plan.</param>
    /// <param name="minimum">m.</param>
    /// <param name="outsiders">In the roster alone.</param>
    public Consortium(int members, int minimum = 2, int outsiders = 0)
        : this(
            Enumerable.Range(0, members + outsiders).ToDictionary(i => IdOf((byte)i), _ => SigningKey.Create()), SigningKey.Create(), SigningKey.Create(),
            minimum, outsiders)
    {
    }

    /// <param name="keys">Of everybody in the roster, those in the plan first.</param>
    /// <param name="root">Of the consortium.</param>
    /// <param name="coordinator">Signs the lists.</param>
    /// <param name="minimum">m.</param>
    /// <param name="outsiders">How many of the members are in the roster alone.</param>
    public Consortium(IReadOnlyDictionary<MemberId, SigningKey> keys, SigningKey root, SigningKey coordinator, int minimum, int outsiders = 0)
    {
        this.keys = new(keys.ToDictionary());
        Coordinator = coordinator;
        Ids = [.. keys.Keys.Order().Take(keys.Count - outsiders)];
        Roster = new Roster(
            1, 1, root.Public, new CoordinatorEntry(coordinator.Public, PinOf(200)),
            [.. keys.Select((key, i) => new Protocol.Member(key.Key, $"member {i}", MemberRole.Node, key.Value.Public, PinOf((byte)i), NotAfter))]);
        Plan = new Plan(
            Protocol.Plan.CurrentFormat, "test", "to test", Roster.Consortium, Ids[0], [.. Ids.Reverse()], minimum, JsonText.Parse("{}"), JsonText.Parse("{}"), 10, 0, 0.1, 5, 1, 1000,
            new StageLimits(Ids.Count, 60, 5, 3), ReleaseTerms.Unpublished);
        Plan.Validate();
    }

    public SigningKey Coordinator { get; }

    public Roster Roster { get; }

    /// <summary>Those of the plan, in the order of their bytes.</summary>
    public IReadOnlyList<MemberId> Ids { get; }

    public Plan Plan { get; }

    public static MemberId IdOf(byte number) => MemberId.FromBytes([unchecked((byte)(17 * number)), number, .. new byte[14]]);

    /// <summary>The same one each time, for tests that must come out alike.</summary>
    public static Consortium Drawn(Random source, int members) => new(
        Enumerable.Range(0, members).ToDictionary(i => IdOf((byte)i), _ => KeyFrom(Bytes(source))), KeyFrom(Bytes(source)), KeyFrom(Bytes(source)),
        minimum: 2);

    /// <summary>From the 32 bytes of an Ed25519 private key, in PKCS#8 (RFC 8410, section 7).</summary>
    public static SigningKey KeyFrom(byte[] secret) =>
        SigningKey.Import(PemEncoding.WriteString("PRIVATE KEY", [.. Convert.FromHexString("302e020100300506032b657004220420"), .. secret]));

    public SumTerms Terms(int round = 1, int attempt = 1) => new(new RoundId(Plan.Id, round, attempt), Plan, Roster, Digest.Of("roster"u8));

    public SigningKey KeyOf(MemberId member) => keys[member];

    public SignedMessage<T> Signed<T>(T list)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(list, Coordinator);

    public SignedMessage<T> SignedBy<T>(MemberId member, T message)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(message, keys[member]);

    private static byte[] Bytes(Random source)
    {
        byte[] bytes = new byte[32];
        source.NextBytes(bytes);
        return bytes;
    }

    private static TlsPin PinOf(byte fill)
    {
        Assert.True(TlsPin.TryParse(Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]), out TlsPin pin));
        return pin;
    }
}
