using System.Net;
using System.Net.Sockets;

namespace FedMat.EndToEnd.Tests;

/// <summary>What a user mistypes, and settings that do not fit: a message that says where and what to do, and the right exit code.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class BadCommandTests(KeptDemo kept)
{
    [Theory]
    [InlineData("demo --rounds 0", "--rounds takes a number from 1")]
    [InlineData("demo --rounds many", "many")]
    [InlineData("demo --seed -1", "--seed takes a number from 0")]
    [InlineData("demo --nosuch", "--nosuch")]
    [InlineData("dmeo", "dmeo")]
    [InlineData("node run", "--config")]
    [InlineData("node run --config nosuch.json", "nosuch.json")]
    [InlineData("coordinator run --config nosuch.json", "nosuch.json")]
    [InlineData("model verify nosuch.fedmat --root AAAA", "--root")]
    [InlineData("model list --from http://127.0.0.1:1", "https")]
    [InlineData("model list --from https://127.0.0.1:1 --certificate nosuch.pem", "nosuch.pem")]
    [InlineData("coordinator study watch abc --at https://127.0.0.1:1 --as .", "'abc'")]
    [InlineData("coordinator study propose nosuch.json --at https://127.0.0.1:1 --as .", "nosuch.json")]
    public async Task Mistake_IsSaidAndEndsWithTwo(string command, string named)
    {
        using TemporaryFolder folder = new();
        Finished finished = (await Running.ToEndAsync(folder.Path, command.Split(' '))).Expect(2);
        Assert.Contains(named, finished.Errors);
        Assert.DoesNotContain("   at ", finished.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Port_InUse_IsTheWorldsFault()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        await using HandStarted consortium = new(kept);
        string listen = $"127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        HandStarted.Set(consortium.CoordinatorConfig, "grpcListen", listen);
        Finished finished = await RefusedAsync(consortium, 1, "coordinator", consortium.CoordinatorConfig, "FM505", listen);
        Assert.Contains("coordinator.json", finished.Errors);
    }

    [Fact]
    public async Task Key_OfAnotherMember_IsRefusedByItsSetting()
    {
        await using HandStarted consortium = new(kept);
        string[] configs = [.. consortium.NodeNames.Select(consortium.NodeConfig)];
        string key = Path.Combine(Path.GetDirectoryName(configs[0])!, "identity.key");
        File.Copy(Path.Combine(Path.GetDirectoryName(configs[1])!, "identity.key"), key, overwrite: true);
        await RefusedAsync(consortium, 2, "node", configs[0], "FM506", "roster.json", "'keyFile'");
    }

    [Fact]
    public async Task Key_ThatOthersMayRead_IsRefusedWithTheRemedy()
    {
        await using HandStarted consortium = new(kept);
        string key = Path.Combine(Path.GetDirectoryName(consortium.CoordinatorConfig)!, "identity.key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await RefusedAsync(consortium, 2, "coordinator", consortium.CoordinatorConfig, "FM506", "chmod 600", key);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("coordinator")]
    public async Task RootKey_OfAnotherConsortium_IsTheUsersMistake(string party)
    {
        await using HandStarted consortium = new(kept);
        string config = party == "node" ? consortium.NodeConfig(consortium.NodeNames[0]) : consortium.CoordinatorConfig;
        HandStarted.Set(config, "root", Convert.ToBase64String(new byte[32]));
        await RefusedAsync(consortium, 2, party, config, "FM106", "roster.json");
    }

    [Theory]
    [InlineData("node", "threads", "many", "FM503")]
    [InlineData("node", "treads", "1", "FM502")]
    [InlineData("coordinator", "httpsListen", "here", "FM503")]
    [InlineData("coordinator", "htpsListen", "127.0.0.1:0", "FM502")]
    public async Task Setting_ThatCannotBeUsed_IsNamedWithItsLine(string party, string key, string value, string number)
    {
        await using HandStarted consortium = new(kept);
        string config = party == "node" ? consortium.NodeConfig(consortium.NodeNames[0]) : consortium.CoordinatorConfig;
        HandStarted.Set(config, key, value);
        await RefusedAsync(consortium, 2, party, config, number, $"'{key}'", "line");
    }

    [Fact]
    public async Task Data_ThatDoNotFitTheContract_AreNamedByRowAndColumn()
    {
        await using HandStarted consortium = new(kept);
        string config = consortium.NodeConfig(consortium.NodeNames[0]);
        string data = Path.Combine(Path.GetDirectoryName(config)!, "data.csv");
        string[] lines = File.ReadAllLines(data);
        lines[3] = lines[3].Replace(lines[3].Split(',')[0], "Xx");
        File.WriteAllLines(data, lines);
        await RefusedAsync(consortium, 2, "node", config, "FM507", "data.csv", "row 4", "composition");
    }

    [Fact]
    public async Task SecondCoordinator_InTheSameFolder_IsRefused()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartCoordinatorAsync();
        Finished second = await Running.ToEndAsync(consortium.Work, "coordinator", "run", "--config", consortium.CoordinatorConfig);
        Assert.NotEqual(0, second.Code);
        Assert.Contains("state", second.Errors);
    }

    [Fact]
    public async Task Plan_ThatBreaksARule_IsRefusedByTheRule()
    {
        await using HandStarted consortium = new(kept);
        string plan = Path.Combine(consortium.Work, "plan.json");
        System.Text.Json.Nodes.JsonObject content = kept.Plan();
        content["rounds"] = 0;
        File.WriteAllText(plan, content.ToJsonString());
        Finished proposed = await Running.ToEndAsync(consortium.Work, "coordinator", "study", "propose", plan, "--at", consortium.Grpc, "--as", consortium.Administrator);
        Assert.Contains("'rounds' is from 1", proposed.Expect(2).Errors);
    }

    private static async Task<Finished> RefusedAsync(HandStarted consortium, int code, string party, string config, params string[] place)
    {
        Finished finished = (await Running.ToEndAsync(consortium.Work, party, "run", "--config", config)).Expect(code);
        Assert.All(place, part => Assert.Contains(part, finished.Errors));
        Assert.DoesNotContain("   at ", finished.Errors);
        return finished;
    }
}
