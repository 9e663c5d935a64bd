using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>A consortium that its people make by what they type, each in a folder of their own. What they say to each other, the fingerprints, is passed on here.</summary>
internal sealed class TypedConsortium : IAsyncDisposable
{
    private const string Contract = "node-config/contracts/band_gap.json";
    private const string Sample = "node-config/samples/band_gaps.csv";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, Running> nodes = [];
    private readonly string passphrase;

    public TypedConsortium()
    {
        passphrase = folder.Write("passphrase", "correct horse battery staple\n");
        File.SetUnixFileMode(passphrase, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public Running Coordinator { get; private set; } = null!;

    public Uri Downloads { get; private set; } = null!;

    public string Certificate => folder["consortium/administrator/downloads.pem"];

    public Running Node(string name) => nodes[name];

    public string FileOf(string name) => folder[name];

    /// <summary>`coordinator init`, then the coordinator runs.</summary>
    public async Task FoundAsync()
    {
        (int members, int downloads) = FreePorts.Two();
        Downloads = new Uri($"https://127.0.0.1:{downloads}");
        await TypeAsync(
            "coordinator", "init", folder["consortium"], "--name", "Band gaps", "--at", $"127.0.0.1:{members}", "--https", $"127.0.0.1:{downloads}", "--passphrase-file", passphrase);
        Coordinator = Running.Fedmat(folder.Path, "coordinator", "run", "--config", folder["consortium/coordinator/coordinator.json"]);
        await Coordinator.LineAsync("Listening");
    }

    /// <summary>`coordinator invite`, `node join`, `coordinator approve`.</summary>
    /// <returns>The fingerprint that the steward read out.</returns>
    public async Task<string> EnrolAsync(string name)
    {
        string line = (await AdministerAsync("invite", "--member", name)).Output.Trim();
        await using Running joining = Running.Fedmat(folder.Path, "node", "join", line, "--folder", folder[name]);
        string fingerprint = await ReadOutAsync(joining);
        await Coordinator.LineAsync($"'{name}' asks to join");
        await ApproveAsync(name, "--fingerprint", fingerprint);
        Assert.Equal(0, await joining.ExitAsync());
        Assert.Contains("Approved: roster", joining.Output);
        return fingerprint;
    }

    /// <summary>The contract beside the settings, `node import` of every so many rows of the sample, and the node runs.</summary>
    public async Task FurnishAsync(string name, int first, int every)
    {
        File.Copy(Path.Combine(Checkout.Root, Contract), folder[$"{name}/contract.json"]);
        string[] sample = await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, Sample));
        await File.WriteAllLinesAsync(folder[$"{name}.csv"], [sample[0], .. sample.Skip(1).Where((_, row) => row % every == first)]);
        await StewardAsync(name, "import", folder[$"{name}.csv"]);
        await StartAsync(name);
    }

    /// <summary>The node runs, and has the newest roster.</summary>
    public async Task StartAsync(string name)
    {
        Running node = nodes[name] = Running.Fedmat(folder.Path, "node", "run", "--config", Config(name));
        await node.LineAsync("Connected to");
    }

    /// <summary>`node keys rotate` of a stopped node, and `coordinator approve`.</summary>
    /// <returns>The fingerprint of the new keys.</returns>
    public async Task<string> RotateAsync(string name)
    {
        await using Running rotating = Running.Fedmat(folder.Path, "node", "keys", "rotate", "--config", Config(name));
        string fingerprint = await ReadOutAsync(rotating);
        await rotating.LineAsync("waiting for a roster");
        await ApproveAsync(name, "--fingerprint", fingerprint);
        Assert.Equal(0, await rotating.ExitAsync());
        Assert.Contains("names the new keys, and they are in use", rotating.Output);
        return fingerprint;
    }

    /// <summary>`study draft` for all nodes of the roster, `study propose`; every node has put the study before its steward.</summary>
    /// <returns>The study's id.</returns>
    public async Task<string> ProposeAsync(string purpose, params IEnumerable<string> members)
    {
        string plan = folder[$"{purpose}.json"];
        await AdministerAsync(
            "study", "draft", plan, "--contract", Path.Combine(Checkout.Root, Contract), "--learner", "ridge", "--purpose", purpose,
            "--licence", "CC BY 4.0", "--users", "the members", "--until", "2030-12-31");
        string study = (await AdministerAsync("study", "propose", plan)).Output.Trim();
        await Task.WhenAll(members.Select(name => Node(name).LineAsync($"it waits for a person: fedmat node studies show {study[..12]}")));
        return study;
    }

    /// <summary>`node approve` or `node refuse`; the coordinator has the answer.</summary>
    public async Task AnswerAsync(string name, string study, string answer, params IEnumerable<string> options)
    {
        await StewardAsync(name, [answer, study, .. options]);
        await Coordinator.LineAsync($"{study[..12]}: {name} answers: {(answer == "approve" ? "Granted" : "Refused")}");
    }

    /// <summary>`study watch` to the study's end.</summary>
    /// <returns>The release's id.</returns>
    public async Task<string> CompletedAsync(string study)
    {
        const string Said = "completed: release ";
        string[] lines = (await AdministerAsync("study", "watch", study)).Output.Split('\n');
        return Assert.Single(lines, line => line.StartsWith(Said, StringComparison.Ordinal))[Said.Length..];
    }

    public Task ApproveAsync(string name, params IEnumerable<string> options) => AdministerAsync(["approve", name, "--passphrase-file", passphrase, .. options]);

    public Task RevokeAsync(string name, string reason) => AdministerAsync("revoke", name, "--reason", reason, "--passphrase-file", passphrase);

    public Task<Finished> AdministerAsync(params IEnumerable<string> words) => TypeAsync(["coordinator", .. words, "--as", folder["consortium/administrator"]]);

    public Task<Finished> StewardAsync(string name, params IEnumerable<string> words) => TypeAsync(["node", .. words, "--config", Config(name)]);

    public async Task<Finished> TypeAsync(params IReadOnlyList<string> words) => (await Running.ToEndAsync(folder.Path, words)).Expect(0);

    /// <summary>What a command says as a document.</summary>
    public static JsonElement Document(Finished finished) => JsonDocument.Parse(finished.Output).RootElement;

    public async ValueTask DisposeAsync()
    {
        foreach (Running node in nodes.Values)
            await node.DisposeAsync();
        if (Coordinator is not null)
            await Coordinator.DisposeAsync();
        folder.Dispose();
    }

    // The line in large letters: six groups.
    private static async Task<string> ReadOutAsync(Running command) => (await command.LineAsync("  -  ")).Replace(" ", "", StringComparison.Ordinal);

    private string Config(string name) => folder[$"{name}/node.json"];
}
