using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Coordinator.Tests;

/// <summary>What stops the start, with its code and the place.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Start_WithATakenPort_NamesItAndLeavesTheFolderFree()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        IPEndPoint taken = (IPEndPoint)other.LocalEndpoint;

        Refusal refusal = await RefusedAsync(consortium.Options with { HttpsListen = taken });

        Assert.Equal(RefusalCode.PortTaken, refusal.Code);
        Assert.Contains($"'httpsListen' {taken}", refusal.Detail);
        await consortium.DisposeHostAsync();
        await consortium.StartAsync();
    }

    [Fact]
    public async Task Start_WithAnotherKey_IsRefused()
    {
        using SigningKey other = SigningKey.Create();
        Write("identity.key", other.Export());

        await AssertRefusedAsync(RefusalCode.KeyUnusable, "identity.key");
    }

    [Fact]
    public async Task Start_WithAnotherCertificate_IsRefused()
    {
        using TlsIdentity other = TlsIdentity.Create("x", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        Write("tls.pem", other.Export());

        await AssertRefusedAsync(RefusalCode.KeyUnusable, "tls.pem");
    }

    [Theory]
    [InlineData("identity.key")]
    [InlineData("tls.pem")]
    [InlineData("https.pem")]
    public async Task Start_WithAKeyThatIsNone_IsRefusedWithoutQuotingIt(string file)
    {
        Write(file, "s3cret");

        Refusal refusal = await AssertRefusedAsync(RefusalCode.KeyUnusable, file);
        Assert.DoesNotContain("s3cret", refusal.Detail);
    }

    [Fact]
    public async Task Start_WithAKeyThatOthersMayRead_SaysHowToCloseIt()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(consortium["identity.key"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", (await AssertRefusedAsync(RefusalCode.KeyUnusable, "identity.key")).Detail);
    }

    [Fact]
    public async Task Start_WithASealedKeyAndItsPassphrase_Runs()
    {
        Write("identity.key", new Passphrase("correct horse battery", "a test").Seal(File.ReadAllText(consortium["identity.key"])));
        Write("passphrase", "correct horse battery\n");

        await consortium.StartAsync(consortium.Options with { PassphraseFile = consortium["passphrase"] });
    }

    [Fact]
    public async Task Start_WithASealedKeyAndAnotherPassphrase_IsRefused()
    {
        Write("identity.key", new Passphrase("correct horse battery", "a test").Seal(File.ReadAllText(consortium["identity.key"])));
        Write("passphrase", "another one");

        Refusal refusal = await RefusedAsync(consortium.Options with { PassphraseFile = consortium["passphrase"] });

        Assert.Equal(RefusalCode.PassphraseUnusable, refusal.Code);
        Assert.Contains("identity.key", refusal.Detail);
    }

    [Fact]
    public async Task Start_WithAMissingFile_IsRefused()
    {
        File.Delete(consortium["roster.json"]);

        await AssertRefusedAsync(RefusalCode.FileUnreadable, "roster.json");
    }

    [Fact]
    public async Task Start_WithARosterOfAnotherRoot_IsRefused()
    {
        using SigningKey other = SigningKey.Create();

        Assert.Equal(RefusalCode.RosterNotSigned, (await RefusedAsync(consortium.Options with { Root = other.Public })).Code);
    }

    [Fact]
    public async Task Start_InAFolderThatIsInUse_IsRefused()
    {
        await consortium.StartAsync();

        Refusal refusal = (await Assert.ThrowsAsync<RefusedException>(() => CoordinatorHost.BuildAsync(consortium.Options, CoordinatorParts.Real))).Refusal;

        Assert.Equal(RefusalCode.StoreUnusable, refusal.Code);
        Assert.True(File.Exists(consortium.Options.ListeningFile));
    }

    [Fact]
    public async Task Start_WritesWhereItListens()
    {
        await consortium.StartAsync();

        JsonNode listening = JsonNode.Parse(File.ReadAllText(consortium.Options.ListeningFile))!;

        Assert.Equal(consortium.Grpc, new Uri((string)listening["grpc"]!));
        Assert.Equal(consortium.Host!.HttpsAddress, new Uri((string)listening["https"]!));
        Assert.NotEqual(consortium.Grpc.Port, consortium.Host.HttpsAddress.Port);
    }

    [Fact]
    public void Options_FromAFile_AreRelativeToIt()
    {
        WriteConfig(config => config["logFormat"] = "json");

        CoordinatorOptions options = CoordinatorOptions.Read(consortium["coordinator.json"]);

        Assert.Equal(consortium.Options with { LogFormat = LogFormat.Json, LogLevel = options.LogLevel }, options);
    }

    [Fact]
    public void Options_WithNotices_TellSomebody()
    {
        WriteConfig(config => (config["noticeWebhook"], config["noticeAfterMinutes"]) = ("https://example.org/hook", 90));

        CoordinatorOptions options = CoordinatorOptions.Read(consortium["coordinator.json"]);

        Assert.False(options.Notices.IsNone);
        Assert.Equal(TimeSpan.FromMinutes(90), options.NoticeAfter);
    }

    [Theory]
    [InlineData("grpcListen", "localhost", RefusalCode.SettingInvalid)]
    [InlineData("grpcListen", "127.0.0.1", RefusalCode.SettingInvalid)]
    [InlineData("httpsListen", "127.0.0.1:99999", RefusalCode.SettingInvalid)]
    [InlineData("root", "abc", RefusalCode.SettingInvalid)]
    [InlineData("logLevel", "loud", RefusalCode.SettingInvalid)]
    [InlineData("keyfile", "x", RefusalCode.SettingUnknown)]
    [InlineData("keyFile", null, RefusalCode.SettingMissing)]
    public void Options_WithAWrongSetting_NameIt(string key, string? value, RefusalCode code)
    {
        WriteConfig(config =>
        {
            config.Remove(key);
            if (value is not null)
                config[key] = value;
        });

        Refusal refusal = Assert.Throws<RefusedException>(() => CoordinatorOptions.Read(consortium["coordinator.json"])).Refusal;

        Assert.Equal(code, refusal.Code);
        Assert.Contains($"'{key}'", refusal.Detail);
    }

    private void Write(string file, string text) =>
        AtomicFile.Write(consortium[file], System.Text.Encoding.UTF8.GetBytes(text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private void WriteConfig(Action<JsonObject> change)
    {
        JsonObject config = new()
        {
            ["folder"] = "state",
            ["rosterFile"] = "roster.json",
            ["root"] = consortium.Root.ToString(),
            ["keyFile"] = "identity.key",
            ["tlsFile"] = "tls.pem",
            ["grpcListen"] = "127.0.0.1:0",
            ["httpsListen"] = "127.0.0.1:0",
            ["httpsTlsFile"] = "https.pem",
        };
        change(config);
        File.WriteAllText(consortium["coordinator.json"], config.ToJsonString());
    }

    private async Task<Refusal> AssertRefusedAsync(RefusalCode code, string place)
    {
        Refusal refusal = await RefusedAsync(consortium.Options);
        Assert.Equal(code, refusal.Code);
        Assert.Contains(consortium[place], refusal.Detail);
        return refusal;
    }

    private async Task<Refusal> RefusedAsync(CoordinatorOptions options) =>
        (await Assert.ThrowsAsync<RefusedException>(() => consortium.StartAsync(options))).Refusal;
}
