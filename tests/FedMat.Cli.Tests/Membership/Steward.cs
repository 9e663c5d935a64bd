using System.CommandLine;
using FedMat.Cli.Commands;
using FedMat.Node;
using FedMat.Protocol;

namespace FedMat.Cli.Tests.Membership;

/// <summary>A data steward who types `fedmat node ...` in a folder of its own.</summary>
internal sealed class Steward(string name, RunningConsortium consortium)
{
    private static readonly RootCommand Root = new() { NodeCommands.Create() };

    public string Folder => consortium[name];

    public string Config => Path.Combine(Folder, "node.json");

    public NodeOptions Options => NodeOptions.Read(Config);

    /// <summary>Its entry in the newest roster.</summary>
    public Member Entry => consortium.Roster.Members.Single(member => member.Name == name);

    public string Fingerprint => MemberFingerprint.Of(consortium.Roster.Consortium, Entry);

    /// <summary>Types a command of the node.</summary>
    public Task<int> TypeAsync(params string[] words) => TypeAloneAsync([.. words, "--config", Config]);

    /// <summary>Types a command that needs no settings file.</summary>
    public static Task<int> TypeAloneAsync(params string[] words) =>
        Root.Parse(["node", .. words]).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).WaitAsync(RunningConsortium.Soon);

    /// <summary>Is invited, asks, is approved, and settles in its folder.</summary>
    public async Task JoinAsync()
    {
        string line = (await consortium.InviteAsync(name)).ToLine();
        await Assert.ThrowsAsync<TimeoutException>(() => JoinAsync(line));
        await consortium.ApproveAsync(name);
        Assert.Equal(ExitCode.Done, await JoinAsync(line));
    }

    /// <summary>Asks once.</summary>
    public Task<int> JoinAsync(string line, string? folder = null) => TypeAloneAsync("join", line, "--folder", folder ?? Folder, "--wait", "0");
}
