using System.Text.Json.Nodes;

namespace FedMat.EndToEnd.Tests;

/// <summary>A consortium as its administrators and stewards would start it, from the folders that a kept demo left, on free ports.</summary>
internal sealed class HandStarted : IAsyncDisposable
{
    /// <summary>Whoever starts all of it agrees to everything.</summary>
    private const string OpenPolicy = """{ "otherwise": "allow", "minimumCell": 1, "minimumKnownMembers": 1 }""";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, Running> processes = [];
    private readonly JsonObject plan;

    public HandStarted(KeptDemo kept)
    {
        plan = kept.Plan();
        Root = kept.Root;
        Copy(kept.Path, folder.Path);
        NodeNames = [.. Directory.GetDirectories(folder["nodes"]).Select(Path.GetFileName).Order()!];
        (GrpcPort, HttpsPort) = FreePorts.Two();
        Grpc = $"https://127.0.0.1:{GrpcPort}";
        Downloads = $"https://127.0.0.1:{HttpsPort}";
        Forget("coordinator");
        Set(CoordinatorConfig, "grpcListen", $"127.0.0.1:{GrpcPort}");
        Set(CoordinatorConfig, "httpsListen", $"127.0.0.1:{HttpsPort}");
        foreach (string name in NodeNames)
        {
            Forget(Path.Combine("nodes", name));
            Set(NodeConfig(name), "coordinator", Grpc);
            Set(NodeConfig(name), "policyFile", "policy.json");
            File.WriteAllText(folder[Path.Combine("nodes", name, "policy.json")], OpenPolicy);
        }
    }

    public IReadOnlyList<string> NodeNames { get; }

    public string Root { get; }

    public int GrpcPort { get; }

    public int HttpsPort { get; }

    public string Grpc { get; }

    public string Downloads { get; }

    public string CoordinatorConfig => folder[Path.Combine("coordinator", "coordinator.json")];

    public string Administrator => folder["administrator"];

    public string Certificate => Path.Combine(Administrator, "downloads.pem");

    /// <summary>For whatever a test makes.</summary>
    public string Work => folder.New("work");

    public Running Coordinator => processes["coordinator"];

    public IReadOnlyList<Running> Nodes => [.. NodeNames.Select(name => processes[name])];

    public string NodeConfig(string name) => folder[Path.Combine("nodes", name, "node.json")];

    /// <summary>Changes a setting in a file; null takes it out.</summary>
    public static void Set(string config, string key, JsonNode? value)
    {
        JsonObject settings = KeptDemo.Settings(config);
        if (value is null)
            settings.Remove(key);
        else
            settings[key] = value;
        File.WriteAllText(config, settings.ToJsonString());
    }

    public async Task StartCoordinatorAsync()
    {
        processes["coordinator"] = Running.Fedmat(folder.Path, "coordinator", "run", "--config", CoordinatorConfig);
        await Coordinator.LineAsync("Listening");
    }

    public Running StartNode(string name) => processes[name] = Running.Fedmat(folder.Path, "node", "run", "--config", NodeConfig(name));

    /// <summary>Starts all, and waits until every node is connected.</summary>
    public async Task StartAsync()
    {
        await StartCoordinatorAsync();
        foreach (string name in NodeNames)
            StartNode(name);
        await ConnectedAsync();
    }

    /// <summary>Waits until this run of the coordinator has seen every node.</summary>
    public Task ConnectedAsync() => Task.WhenAll(NodeNames.Select(name => Coordinator.LineAsync($"{name} is online")));

    /// <returns>The study's id.</returns>
    public async Task<string> ProposeAsync(int rounds, params (string Key, JsonNode Value)[] changes)
    {
        plan["rounds"] = rounds;
        foreach ((string key, JsonNode value) in changes)
            plan[key] = value;
        string file = Path.Combine(Work, "plan.json");
        File.WriteAllText(file, plan.ToJsonString());
        Finished proposed = await Running.ToEndAsync(Work, "coordinator", "study", "propose", file, "--at", Grpc, "--as", Administrator);
        return proposed.Expect(0).Output.Trim();
    }

    /// <summary>Follows a study, as `study watch` does.</summary>
    public Running Watch(string study) => Running.Fedmat(Work, "coordinator", "study", "watch", study, "--at", Grpc, "--as", Administrator);

    public async ValueTask DisposeAsync()
    {
        foreach (Running process in processes.Values)
            await process.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Starts a party with nothing but its keys and the newest roster.</summary>
    private void Forget(string party)
    {
        File.Copy(Path.Combine(Administrator, "roster.json"), folder[Path.Combine(party, "roster.json")], overwrite: true);
        string state = folder[Path.Combine(party, "state")];
        if (Directory.Exists(state))
            Directory.Delete(state, recursive: true);
    }

    // Copying a file keeps its mode.
    private static void Copy(string from, string to)
    {
        foreach (string directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
