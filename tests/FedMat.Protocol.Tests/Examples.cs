using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

/// <summary>Nouns to start from. Every call draws fresh keys.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static TlsPin Pin(byte fill)
    {
        Assert.True(TlsPin.TryParse(Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray()), out TlsPin pin));
        return pin;
    }

    public static Member Node(string name, SigningKey key, byte pin) =>
        new(MemberId.Create(), name, MemberRole.Node, key.Public, Pin(pin), Noon.AddDays(1));

    public static Roster Roster(SigningKey root, params Member[] members)
    {
        using SigningKey coordinator = SigningKey.Create();
        return new Roster(1, 1, root.Public, new CoordinatorEntry(coordinator.Public, Pin(200)), members);
    }

    public static Plan Plan(int members = 3) => new(
        Protocol.Plan.CurrentFormat,
        Name: "band gaps",
        Purpose: "to know them",
        new ConsortiumId(Digest.Of("consortium"u8)),
        MemberId.Create(),
        [.. Enumerable.Range(0, members).Select(_ => MemberId.Create())],
        MinimumMembers: 2,
        JsonText.Parse("""{ "name": "contract" }"""),
        JsonText.Parse("""{ "name": "neural" }"""),
        Rounds: 10,
        Seed: 0,
        HoldOutFraction: 0.1,
        MinimumRows: 5,
        MinimumCell: 2,
        MaximumWeight: 1000,
        new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 5, Attempts: 3),
        new ReleaseTerms("CC BY 4.0", "the members", Noon));
}
