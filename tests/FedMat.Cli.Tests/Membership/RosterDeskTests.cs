using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Tests.Membership;

/// <summary>Which roster an administrator goes on from, and with which key.</summary>
public sealed class RosterDeskTests : IDisposable
{
    private readonly SmallConsortium consortium = new();
    private readonly TemporaryFolder folder = new();

    private Signed<Roster> Own => Signed<Roster>.Sign(consortium.Roster, consortium.Root);

    private string KeyFile => Path.Combine(folder.Path, "root.key");

    public void Dispose()
    {
        consortium.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Newest_WithALaterOneAtTheCoordinator_IsThat()
    {
        Signed<Roster> later = Signed<Roster>.Sign(consortium.Roster with { Number = 2 }, consortium.Root);
        Assert.Equal(2, RosterDesk.Newest(Own, later).Content.Number);
    }

    [Fact]
    public void Newest_WithAnEarlierOneAtTheCoordinator_IsRefused()
    {
        Signed<Roster> own = Signed<Roster>.Sign(consortium.Roster with { Number = 2 }, consortium.Root);
        Assert.Equal(RefusalCode.RosterOlder, Assert.Throws<RefusedException>(() => RosterDesk.Newest(own, Own)).Refusal.Code);
    }

    [Fact]
    public void Newest_ThatTheRootDidNotSign_IsRefused()
    {
        Signed<Roster> forged = Signed<Roster>.Sign(consortium.Roster with { Number = 2 }, consortium.CoordinatorKey);
        Assert.Equal(RefusalCode.RosterNotSigned, Assert.Throws<RefusedException>(() => RosterDesk.Newest(Own, forged)).Refusal.Code);
    }

    [Fact]
    public void Newest_WithAnotherOneOfTheSameNumber_IsRefused()
    {
        Signed<Roster> other = Signed<Roster>.Sign(consortium.Roster with { NotAfter = null }, consortium.Root);
        Assert.Equal(RefusalCode.RosterInvalid, Assert.Throws<RefusedException>(() => RosterDesk.Newest(Own, other)).Refusal.Code);
    }

    [Fact]
    public async Task Publish_Offline_LeavesTheRosterInTheFolder()
    {
        using TlsIdentity tls = Certificate.Create("administrator", SmallConsortium.Now);
        AdministratorParty party = new(folder.Path, consortium.AdministratorKey, tls, Own, null);
        await new RosterDesk(party, null).PublishAsync(NextRoster.Revoke(consortium.Roster, consortium.Lab.Id, SmallConsortium.Now), consortium.Root, CancellationToken.None);
        Signed<Roster> kept = Signed<Roster>.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "roster.json")));
        Assert.Equal(2, kept.Content.Number);
        Assert.True(kept.IsSignedBy(consortium.Root.Public));
    }

    [Fact]
    public void RootKey_OfAnotherRoot_IsNotUsed()
    {
        RootKeyFile.Create(KeyFile, new Passphrase("correct horse battery", "a test"));
        string file = Path.Combine(folder.Path, "passphrase");
        PartyFolder.WriteSecret(file, "correct horse battery");
        Assert.Contains(consortium.Root.Public.Fingerprint, Assert.Throws<InputException>(() => RootKeyFile.Open(KeyFile, consortium.Root.Public, "the root key", file)).Message);
    }

    [Fact]
    public void RootKey_IsNeverWrittenOverAnotherFile()
    {
        File.WriteAllText(KeyFile, "mine");
        Assert.Throws<InputException>(() => RootKeyFile.Create(KeyFile, new Passphrase("correct horse battery", "a test")));
        Assert.Equal("mine", File.ReadAllText(KeyFile));
    }
}
