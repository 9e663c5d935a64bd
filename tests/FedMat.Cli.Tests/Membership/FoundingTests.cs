using System.Runtime.Versioning;
using FedMat.Cli.Membership;
using FedMat.Coordinator;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Tests.Membership;

/// <summary>The folder of a new consortium.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FoundingTests : IDisposable
{
    private static readonly DateTimeOffset Now = SmallConsortium.Now;
    private static readonly Passphrase Passphrase = new("correct horse battery", "a test");
    private static readonly Founding Founding = new("Alloys", new Uri("https://fedmat.example.org:5443"), new Uri("https://fedmat.example.org:5444"), Now.AddDays(365));
    private readonly TemporaryFolder folder = new();

    private string Made => Path.Combine(folder.Path, "alloys");

    private string Own => Path.Combine(Made, "administrator");

    private string Server => Path.Combine(Made, "coordinator");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Roster_IsSignedByTheRootKeyInTheFileAndNamesTheAdministratorAlone()
    {
        Signed<Roster> roster = Founding.Write(Made, Passphrase, Now);
        using SigningKey root = SigningKey.Import(Passphrase.Open(File.ReadAllText(Path.Combine(Own, "root.key")), "root.key"));
        Assert.True(roster.IsSignedBy(root.Public));
        Assert.Equal((1, Now.AddDays(365)), (roster.Content.Number, roster.Content.NotAfter));
        Member only = Assert.Single(roster.Content.Members);
        Assert.Equal((MemberRole.Administrator, Now.AddDays(365)), (only.Role, only.NotAfter));
    }

    [Fact]
    public void RootKey_LiesNowhereInTheClear()
    {
        Founding.Write(Made, Passphrase, Now);
        using SigningKey root = SigningKey.Import(Passphrase.Open(File.ReadAllText(Path.Combine(Own, "root.key")), "root.key"));
        string secret = root.Export().Split('\n')[1];
        Assert.All(Files(), path => Assert.DoesNotContain(secret, File.ReadAllText(path)));
    }

    [Fact]
    public void AdministratorsFolder_IsWhatTheCommandsRead()
    {
        Signed<Roster> roster = Founding.Write(Made, Passphrase, Now);
        using AdministratorParty party = AdministratorParty.Read(Own);
        Assert.Equal(roster.Hash, party.SignedRoster.Hash);
        Assert.Equal((party.Key.Public, party.Tls.Pin), (roster.Content.Members[0].Key, roster.Content.Members[0].Pin));
        Assert.Equal(new ConsortiumFile("Alloys", Founding.Coordinator), party.Consortium);
    }

    [Fact]
    public void ConsortiumFile_WithAProxy_LeadsThroughIt()
    {
        Founding.Write(Made, Passphrase, Now);
        File.WriteAllText(Path.Combine(Own, "consortium.json"), """{ "name": "Alloys", "coordinator": "https://fedmat.example.org:5443", "proxy": "http://proxy.example.org:3128" }""");
        Assert.Equal("proxy.example.org:3128", ConsortiumFile.Read(Own)!.Proxy.Shown);
    }

    [Theory]
    [InlineData("""{ "name": "Alloys", "coordinator": "https://a:1", "proxy": "https://proxy.example.org" }""")]
    [InlineData("""{ "name": "Alloys", "coordinator": "https://a:1", "proxy": "http://user:secret@proxy.example.org" }""")]
    [InlineData("""{ "name": "Alloys", "coordinator": "https://a:1", "proxyCredentialsFile": "proxy.txt" }""")]
    public void ConsortiumFile_WithAProxyThatIsNone_IsRefusedByName(string text)
    {
        Founding.Write(Made, Passphrase, Now);
        File.WriteAllText(Path.Combine(Own, "consortium.json"), text);
        Refusal refusal = Assert.Throws<RefusedException>(() => ConsortiumFile.Read(Own)).Refusal;
        Assert.Equal(RefusalCode.SettingInvalid, refusal.Code);
        Assert.Contains("consortium.json", refusal.Detail);
        Assert.DoesNotContain("secret", refusal.Detail);
    }

    [Fact]
    public void CoordinatorsFolder_IsReadyToRun()
    {
        Signed<Roster> roster = Founding.Write(Made, Passphrase, Now);
        CoordinatorOptions options = CoordinatorOptions.Read(Path.Combine(Server, "coordinator.json"));
        using CoordinatorIdentity identity = CoordinatorIdentity.Load(options);
        Assert.Equal(roster.Hash, Signed<Roster>.Parse(File.ReadAllBytes(options.RosterFile)).Hash);
        Assert.Equal(roster.Content.Coordinator.Key, identity.Key.Public);
        Assert.Equal(("0.0.0.0:5443", "0.0.0.0:5444"), (options.GrpcListen.ToString(), options.HttpsListen.ToString()));
    }

    [Theory]
    [InlineData("https://127.0.0.1:5443", "127.0.0.1:5443")]
    [InlineData("https://localhost:5443", "127.0.0.1:5443")]
    [InlineData("https://192.0.2.1:5443", "0.0.0.0:5443")]
    [InlineData("https://[::1]:5443", "[::1]:5443")]
    [InlineData("https://[2001:db8::1]:5443", "[::]:5443")]
    public void Coordinator_ListensWhereItIsReached(string address, string listening) =>
        Assert.Equal(listening, CoordinatorFolder.Listening(new Uri(address)).ToString());

    [Fact]
    public void Secrets_AreForTheirOwnerAlone()
    {
        Founding.Write(Made, Passphrase, Now);
        string[] secrets = [.. Files().Where(path => File.ReadAllText(path).Contains("PRIVATE KEY") || SealedText.IsSealed(File.ReadAllText(path)))];
        Assert.Equal(6, secrets.Length);
        Assert.All(secrets, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Folder_ThatHasSomethingInIt_IsLeftAsItIs()
    {
        Directory.CreateDirectory(Made);
        File.WriteAllText(Path.Combine(Made, "mine"), "x");
        Assert.Throws<InputException>(() => Founding.Write(Made, Passphrase, Now));
        Assert.Single(Files());
    }

    [Fact]
    public void Folder_ThatIsEmpty_IsTaken()
    {
        Directory.CreateDirectory(Made);
        Founding.Write(Made, Passphrase, Now);
        Assert.True(Directory.Exists(Own));
    }

    [Fact]
    public void Writing_ThatFails_LeavesNothing()
    {
        Assert.Throws<InvalidOperationException>(() => NewFolder.Create(Made, unfinished =>
        {
            File.WriteAllText(Path.Combine(unfinished, "half"), "x");
            throw new InvalidOperationException();
        }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories);
}
