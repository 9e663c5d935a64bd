using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Members with keys, known by their places, and a coordinator's key; plans over some of them. Ids are in the order of the places.
/// </summary>
internal sealed class Parties
{
    private static readonly DateTimeOffset NotAfter = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SigningKey[] keys;
    private readonly Roster roster;

    public Parties(int members)
    {
        keys = [.. Enumerable.Range(0, members).Select(_ => SigningKey.Create())];
        roster = new Roster(
            1, 1, SigningKey.Create().Public, new CoordinatorEntry(Coordinator.Public, PinOf(200)),
            [.. keys.Select((key, i) =>
                new Protocol.Member(IdOf(i), $"member {i + 1}", MemberRole.Node, key.Public, PinOf((byte)i), NotAfter))]);
    }

    public SigningKey Coordinator { get; } = SigningKey.Create();

    public static MemberId IdOf(int place) => Consortium.IdOf((byte)place);

    public SigningKey KeyOf(int place) => keys[place];

    /// <param name="members">Whom the plan names.</param>
    /// <param name="minimum">m.</param>
    /// <param name="name">Another name is another study.</param>
    public Plan PlanOver(MemberSet members, int minimum, string name = "test")
    {
        Plan plan = new(
            Plan.CurrentFormat, name, "to test", roster.Consortium, IdOf(members.Places.First()), [.. members.Places.Select(IdOf)], minimum,
            JsonText.Parse("{}"), JsonText.Parse("{}"), 10, 0, 0.1, 5, 1, 1000, new StageLimits(members.Count, 60, 5, 3),
            ReleaseTerms.Unpublished);
        plan.Validate();
        return plan;
    }

    public SumTerms Terms(Plan plan, int round, int attempt) =>
        new(new RoundId(plan.Id, round, attempt), plan, roster, Digest.Of("roster"u8));

    public SignedMessage<T> Signed<T>(T list)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(list, Coordinator);

    public SignedMessage<T> SignedBy<T>(int place, T message)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(message, keys[place]);

    private static TlsPin PinOf(byte fill)
    {
        Assert.True(TlsPin.TryParse(Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]), out TlsPin pin));
        return pin;
    }
}
