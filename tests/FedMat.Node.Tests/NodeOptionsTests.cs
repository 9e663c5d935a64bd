using FedMat.Learning.Neural;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

public sealed class NodeOptionsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-options-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_AllSettings_PathsAreRelativeToTheFile()
    {
        NodeOptions options = NodeOptions.Read(Write(Settings()));
        Assert.Equal(Path.Combine(folder.FullName, "state"), options.Folder);
        Assert.Equal(new Uri("https://localhost:7001"), options.Coordinator);
        Assert.Equal(TrainingDevice.Cpu, options.Device);
        Assert.Equal(3, options.Threads);
    }

    [Fact]
    public void Read_ASettingOfNotices_TellsSomebody()
    {
        Dictionary<string, string> settings = Settings();
        settings["noticeWebhook"] = "\"https://example.org/hook\"";

        Assert.False(NodeOptions.Read(Write(settings)).Notices.IsNone);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("folder")]
    [InlineData("coordinator")]
    [InlineData("rosterFile")]
    [InlineData("root")]
    [InlineData("keyFile")]
    [InlineData("tlsFile")]
    [InlineData("contractFile")]
    public void Read_SettingIsMissing_NamesIt(string key)
    {
        Dictionary<string, string> settings = Settings();
        settings.Remove(key);
        Refusal refusal = Refused(Write(settings));
        Assert.Equal(RefusalCode.SettingMissing, refusal.Code);
        Assert.Contains($"'{key}'", refusal.Detail);
    }

    [Theory]
    [InlineData("coordinator", "\"http://localhost:7001\"", "https://host:port")]
    [InlineData("coordinator", "\"localhost:7001\"", "https://host:port")]
    [InlineData("coordinator", "\"https://localhost:7001/path\"", "https://host:port")]
    [InlineData("root", "\"abc\"", "44 characters")]
    [InlineData("device", "\"tpu\"", "auto, cpu, cuda")]
    [InlineData("threads", "0", "from 1 to")]
    [InlineData("name", "\" \"", "not blank")]
    [InlineData("logLevel", "\"loud\"", "debug")]
    [InlineData("logFormat", "\"xml\"", "text, json")]
    [InlineData("noticeWebhook", "\"http://example.org/hook\"", "https URL")]
    public void Read_ValueCannotBeUsed_NamesKeyAndRule(string key, string value, string rule)
    {
        Dictionary<string, string> settings = Settings();
        settings[key] = value;
        Refusal refusal = Refused(Write(settings));
        Assert.Equal(RefusalCode.SettingInvalid, refusal.Code);
        Assert.Contains($"'{key}'", refusal.Detail);
        Assert.Contains(rule, refusal.Detail);
    }

    [Fact]
    public void Read_UnknownKey_NamesTheNearest()
    {
        Dictionary<string, string> settings = Settings();
        settings["dataFiles"] = "\"x\"";
        Refusal refusal = Refused(Write(settings));
        Assert.Equal(RefusalCode.SettingUnknown, refusal.Code);
        Assert.Contains("did you mean 'dataFile'?", refusal.Detail);
    }

    private static Dictionary<string, string> Settings() => new()
    {
        ["name"] = "\"North\"",
        ["folder"] = "\"state\"",
        ["coordinator"] = "\"https://localhost:7001\"",
        ["rosterFile"] = "\"roster.json\"",
        ["root"] = $"\"{Convert.ToBase64String(new byte[32])}\"",
        ["keyFile"] = "\"identity.key\"",
        ["tlsFile"] = "\"tls.pem\"",
        ["dataFile"] = "\"data.csv\"",
        ["contractFile"] = "\"contract.json\"",
        ["device"] = "\"cpu\"",
        ["threads"] = "3",
    };

    private string Write(Dictionary<string, string> settings)
    {
        string path = Path.Combine(folder.FullName, "node.json");
        File.WriteAllText(path, $"{{ {string.Join(",\n", settings.Select(pair => $"\"{pair.Key}\": {pair.Value}"))} }}");
        return path;
    }

    private static Refusal Refused(string path) => Assert.Throws<RefusedException>(() => NodeOptions.Read(path)).Refusal;
}
