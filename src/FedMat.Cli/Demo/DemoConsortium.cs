using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FedMat.Cli.Local;
using FedMat.Cli.Membership;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Demo;

/// <summary>
/// The demo's consortium, made as people make one: by the administrator's and the stewards' own commands, each with the files of its own folder
/// alone. What people say to each other over the telephone, the fingerprints, is passed on here.
/// </summary>
internal sealed partial class DemoConsortium : IDisposable
{
    private const int PassphraseBytes = 24;
    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly string passphraseFile;
    private readonly Dictionary<string, string> fingerprints = [];

    private DemoConsortium(string folder)
    {
        Folder = folder;
        AdministratorFolder = Path.Combine(folder, Founding.AdministratorFolder);
        passphraseFile = Path.Combine(AdministratorFolder, "passphrase");
        Administrator = AdministratorParty.Read(AdministratorFolder);
    }

    public string Folder { get; }

    public string AdministratorFolder { get; }

    /// <summary>With the newest roster that this administrator signed.</summary>
    public AdministratorParty Administrator { get; private set; }

    public Roster Roster => Administrator.Roster;

    public IReadOnlyList<Member> Nodes => [.. Roster.Members.Where(member => member.Role == MemberRole.Node)];

    /// <summary>The certificate of the listener for downloads.</summary>
    public string DownloadsFile => Path.Combine(AdministratorFolder, "downloads.pem");

    /// <summary>Makes the root key, the administrator's and the coordinator's keys, and roster 1, on free ports of this machine.</summary>
    /// <param name="folder">Exists and is empty.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<DemoConsortium> FoundAsync(string folder, CancellationToken cancellation)
    {
        string passphrase = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PassphraseBytes));
        (int grpc, int https) = FreePorts();
        await new LocalCommand("coordinator", "init", folder, "--name", "demo", "--at", $"127.0.0.1:{grpc}", "--https", $"127.0.0.1:{https}") { Passphrase = passphrase }
            .RunAsync(cancellation).ConfigureAwait(false);
        DemoConsortium consortium = new(folder);
        // It belongs elsewhere than the key; here it lets a kept demo be gone on with by hand.
        PartyFolder.WriteSecret(consortium.passphraseFile, passphrase);
        return consortium;
    }

    public string NodeFolder(string name) => Path.Combine(Folder, "nodes", name);

    /// <summary>An invitation, the lab's answer with keys of its own, the comparison of fingerprints, the administrator's approval.</summary>
    /// <returns>The fingerprint.</returns>
    public async Task<string> EnrolAsync(string name, CancellationToken cancellation)
    {
        string line = await AsAdministrator("invite", "--member", name).RunAsync(cancellation).ConfigureAwait(false);
        TaskCompletionSource<string> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> joining = new LocalCommand("node", "join", "-", "--folder", NodeFolder(name)) { Input = line.Trim(), Printed = Listen }.RunAsync(cancellation);
        await Task.WhenAny(joining, RequestAsync(name, cancellation)).ConfigureAwait(false);
        if (joining.IsFaulted)
            await joining.ConfigureAwait(false);
        string fingerprint = await heard.Task.WaitAsync(ArrivesWithin, cancellation).ConfigureAwait(false);
        await AsAdministrator("approve", name, "--fingerprint", fingerprint, "--passphrase-file", passphraseFile).RunAsync(cancellation).ConfigureAwait(false);
        await joining.ConfigureAwait(false);
        Administrator.Dispose();
        Administrator = AdministratorParty.Read(AdministratorFolder);
        return fingerprints[name] = fingerprint;

        void Listen(string printed)
        {
            if (Fingerprint().Match(printed) is { Success: true } match)
                heard.TrySetResult(match.Value.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    /// <summary>Puts a lab's rows and contract into its folder, where its settings look for them.</summary>
    /// <returns>The settings file.</returns>
    public string Furnish(string name, string table, DataContract contract)
    {
        string folder = NodeFolder(name);
        PartyFolder.WriteText(Path.Combine(folder, "data.csv"), table);
        PartyFolder.WriteText(Path.Combine(folder, "contract.json"), contract.ToJson());
        string config = ConfigOf(name);
        PartyFolder.WriteText(config, File.ReadAllText(config)
            .Replace("// \"dataFile\": \"data.csv\"", "\"dataFile\": \"data.csv\"", StringComparison.Ordinal)
            .Replace("\"device\": \"auto\"", "\"device\": \"cpu\"", StringComparison.Ordinal));
        return config;
    }

    /// <summary>A lab's steward compares the fingerprints of all other labs with theirs.</summary>
    public async Task ConfirmAsync(string name, CancellationToken cancellation)
    {
        string[] others = [.. fingerprints.Keys.Where(other => other != name)];
        await UntilAsync(
            $"'{name}' to hear of roster {Roster.Number}", ["node", "members", "--json", "--config", ConfigOf(name)],
            known => others.All(other => known.Contains(fingerprints[other], StringComparison.Ordinal)), cancellation).ConfigureAwait(false);
        foreach (string other in others)
            await new LocalCommand("node", "members", "confirm", other, "--fingerprint", fingerprints[other], "--config", ConfigOf(name)).RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A lab's steward approves a study that the node's policy puts before a person.</summary>
    /// <returns>What the command printed.</returns>
    public async Task<string> ConsentAsync(string name, StudyId study, CancellationToken cancellation)
    {
        await UntilAsync(
            $"'{name}' to hear of the study", ["node", "studies", "--json", "--config", ConfigOf(name)],
            known => known.Contains(study.ToString(), StringComparison.Ordinal), cancellation).ConfigureAwait(false);
        return await new LocalCommand("node", "approve", study.ToString(), "--config", ConfigOf(name)).RunAsync(cancellation).ConfigureAwait(false);
    }

    public string ConfigOf(string name) => Path.Combine(NodeFolder(name), "node.json");

    public void Dispose() => Administrator.Dispose();

    private LocalCommand AsAdministrator(params string[] words) => new([.. (string[])["coordinator"], .. words, "--as", AdministratorFolder]);

    /// <summary>Until the request of a lab is at the coordinator.</summary>
    private Task RequestAsync(string name, CancellationToken cancellation) => UntilAsync(
        $"the request of '{name}'", AsAdministrator("members", "--json").Words, known => PendingJoin(known, name), cancellation);

    private static bool PendingJoin(string document, string name)
    {
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(document);
        return json.RootElement.GetProperty("pending").EnumerateArray()
            .Any(item => item.GetProperty("what").GetString() == "join" && item.GetProperty("name").GetString() == name);
    }

    private static async Task UntilAsync(string what, IReadOnlyList<string> command, Func<string, bool> isThere, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isThere(await new LocalCommand(command).RunAsync(cancellation).ConfigureAwait(false)))
        {
            if (TimeProvider.System.GetElapsedTime(start) > ArrivesWithin)
                throw new TimeoutException($"waited {ArrivesWithin.TotalSeconds:0} s for {what}");
            await Task.Delay(LookAgain, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Two ports that nobody uses at this moment; a kept demo can be started on them again.</summary>
    private static (int Grpc, int Https) FreePorts()
    {
        using TcpListener first = new(IPAddress.Loopback, 0);
        using TcpListener second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    [GeneratedRegex("([0-9a-f]{4} *- *){5}[0-9a-f]{4}")]
    private static partial Regex Fingerprint();
}
