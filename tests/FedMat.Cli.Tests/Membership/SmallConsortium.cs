using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>A roster of an administrator and one lab, with the keys of all.</summary>
internal sealed class SmallConsortium : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private byte pins;

    public SmallConsortium()
    {
        Administrator = Enter("administrator", MemberRole.Administrator, AdministratorKey);
        Lab = Enter("lab", MemberRole.Node, LabKey);
        Roster = new Roster(Roster.CurrentFormat, 1, Root.Public, new CoordinatorEntry(CoordinatorKey.Public, NextPin()), [Administrator, Lab], Now.AddDays(100));
    }

    public SigningKey Root { get; } = SigningKey.Create();

    public SigningKey CoordinatorKey { get; } = SigningKey.Create();

    public SigningKey AdministratorKey { get; } = SigningKey.Create();

    public SigningKey LabKey { get; } = SigningKey.Create();

    /// <summary>Of nobody in the roster.</summary>
    public SigningKey OtherKey { get; } = SigningKey.Create();

    public Member Administrator { get; }

    public Member Lab { get; }

    public Roster Roster { get; }

    public JoinRequest Request(string name) =>
        new(JoinRequest.CurrentFormat, Roster.Consortium, name, OtherKey.Public, NextPin(), Digest.Of([1]));

    /// <summary>The lab's word that the other key is its own.</summary>
    public Vouch KeyChange() => new(Vouch.CurrentFormat, Roster.Consortium, Lab.Id, Lab.Id, OtherKey.Public, NextPin(), Now);

    public Departure Departure(string reason = "") => new(Protocol.Departure.CurrentFormat, Roster.Consortium, Lab.Id, reason, Now);

    public TlsPin NextPin()
    {
        Assert.True(TlsPin.TryParse(Convert.ToBase64String([.. Enumerable.Repeat(++pins, 32)]), out TlsPin pin));
        return pin;
    }

    public void Dispose()
    {
        foreach (SigningKey key in new[] { Root, CoordinatorKey, AdministratorKey, LabKey, OtherKey })
            key.Dispose();
    }

    private Member Enter(string name, MemberRole role, SigningKey key) => new(MemberId.Create(), name, role, key.Public, NextPin(), Now.AddDays(100));
}
