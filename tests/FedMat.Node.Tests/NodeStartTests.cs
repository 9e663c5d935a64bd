using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

/// <summary>What stops a node from starting.</summary>
public sealed class NodeStartTests : IDisposable
{
    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Build_AllInOrder_Starts()
    {
        using var host = await NodeHost.BuildAsync(consortium.Options(), default);
        Assert.True(Directory.Exists(consortium.StateFolder));
    }

    [Theory]
    [InlineData("roster.json", "rosterFile")]
    [InlineData("identity.key", "keyFile")]
    [InlineData("tls.pem", "tlsFile")]
    [InlineData("data.csv", "dataFile")]
    [InlineData("contract.json", "contractFile")]
    public async Task Build_FileIsMissing_NamesFileAndSetting(string file, string setting)
    {
        File.Delete(consortium.PathOf(file));
        Refusal refusal = await RefusedAsync(RefusalCode.FileUnreadable);
        Assert.Contains(consortium.PathOf(file), refusal.Detail);
        Assert.Contains($"'{setting}'", refusal.Detail);
    }

    [Theory]
    [InlineData("identity.key")]
    [InlineData("tls.pem")]
    public async Task Build_OthersMayReadAPrivateKey_SaysHowToCloseIt(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(consortium.PathOf(file), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", (await RefusedAsync(RefusalCode.KeyUnusable)).Detail);
    }

    [Theory]
    [InlineData("identity.key")]
    [InlineData("tls.pem")]
    public async Task Build_PrivateKeyIsNone_NeverQuotesIt(string file)
    {
        consortium.Write(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n", secret: true);
        Assert.DoesNotContain("c2VjcmV0", (await RefusedAsync(RefusalCode.KeyUnusable)).Detail);
    }

    [Fact]
    public async Task Build_KeyOfAnother_SaysWhich()
    {
        using SigningKey other = SigningKey.Create();
        consortium.Write("identity.key", other.Export(), secret: true);
        Assert.Contains("'keyFile'", (await RefusedAsync(RefusalCode.KeyUnusable)).Detail);
    }

    [Fact]
    public async Task Build_CertificateOfAnother_SaysWhich()
    {
        using TlsIdentity other = consortium.NewTls("other");
        consortium.Write("tls.pem", other.Export(), secret: true);
        Assert.Contains("'tlsFile'", (await RefusedAsync(RefusalCode.KeyUnusable)).Detail);
    }

    [Fact]
    public async Task Build_RosterWithoutThisName_SaysWhatToDo()
    {
        Refusal refusal = await RefusedAsync(RefusalCode.KeyUnusable, consortium.Options() with { Name = "West" });
        Assert.Contains("names no member 'West'", refusal.Detail);
    }

    [Fact]
    public async Task Build_RosterOfAnotherRoot_IsRefused()
    {
        using SigningKey other = SigningKey.Create();
        await RefusedAsync(RefusalCode.RosterNotSigned, consortium.Options() with { Root = other.Public });
    }

    [Fact]
    public async Task Build_RosterChangedByHand_IsRefused()
    {
        string text = await File.ReadAllTextAsync(consortium.PathOf("roster.json"));
        consortium.Write("roster.json", text.Replace("East", "Eest", StringComparison.Ordinal));
        await RefusedAsync(RefusalCode.RosterNotSigned);
    }

    [Fact]
    public async Task Build_OlderRosterFileThanSeen_KeepsTheNewer()
    {
        consortium.Write("roster.json", consortium.Roster(5).ToJson());
        (await NodeHost.BuildAsync(consortium.Options(), default)).Dispose();
        consortium.Write("roster.json", consortium.Roster(4).ToJson());
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        Assert.Equal(5, parts.Rosters.Current.Number);
    }

    [Theory]
    [InlineData("GaAs,1.42\nXyz,1.0\n", "row 3")]
    [InlineData("GaAs,high\n", "column 'band_gap_eV'")]
    [InlineData("", "no row")]
    public async Task Build_DataDoNotFitTheContract_NamesThePlace(string rows, string place)
    {
        consortium.Write("data.csv", "composition,band_gap_eV\n" + rows);
        Refusal refusal = await RefusedAsync(RefusalCode.DataUnusable);
        Assert.Contains(place, refusal.Detail);
        Assert.Contains("data.csv", refusal.Detail);
    }

    [Fact]
    public async Task Build_ContractIsNone_NamesTheFile()
    {
        consortium.Write("contract.json", "{ \"format\": 1 }");
        Assert.Contains("contract.json", (await RefusedAsync(RefusalCode.DataUnusable)).Detail);
    }

    [Fact]
    public async Task Build_TwoOnOneFolder_TheSecondIsRefused()
    {
        using var host = await NodeHost.BuildAsync(consortium.Options(), default);
        await RefusedAsync(RefusalCode.StoreUnusable);
    }

    [Fact]
    public async Task Build_FolderCannotBeMade_NamesTheSetting()
    {
        consortium.Write("state", "a file where the folder should be");
        Assert.Contains("'folder'", (await RefusedAsync(RefusalCode.StoreUnusable)).Detail);
    }

    private async Task<Refusal> RefusedAsync(RefusalCode code, NodeOptions? options = null)
    {
        RefusedException error = await Assert.ThrowsAsync<RefusedException>(
            () => NodeHost.BuildAsync(options ?? consortium.Options(), default).WaitAsync(RunningNode.Patience));
        Assert.Equal(code, error.Refusal.Code);
        return error.Refusal;
    }
}
