using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>A new member's folder: its keys while it waits to be approved, then its settings, and its roster as the last.</summary>
internal sealed class JoinFolder(string folder)
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public KeyPaths Keys { get; } = new(Path.Combine(folder, "identity.key"), Path.Combine(folder, "tls.pem"));

    public string Config { get; } = Path.Combine(folder, "node.json");

    public string State { get; } = Path.Combine(folder, "state");

    private string RosterFile { get; } = Path.Combine(folder, "roster.json");

    /// <summary>Whether keys were made here before, for a request that nobody approved yet.</summary>
    public bool HasKeys => File.Exists(Keys.Key);

    /// <exception cref="RefusedException">FM508: the folder is a member's already.</exception>
    public void RequireFree()
    {
        // A request that waits has left a line in the egress ledger.
        string[] others = HasKeys ? [] : [Path.Combine(State, "node.db")];
        string[] taken = [.. new[] { RosterFile, Path.Combine(folder, "coordinator.json") }.Concat(others).Where(File.Exists)];
        if (taken.Length > 0)
        {
            throw new RefusedException(RefusalCode.StoreUnusable,
                $"the folder '{folder}' belongs to a member already: it has {Path.GetRelativePath(folder, taken[0])}; give another one with --folder");
        }
    }

    /// <summary>Writes the settings, then the roster: with the roster the folder is a member's.</summary>
    public void Complete(Invitation invitation, Signed<Roster> roster, JoinSettings settings)
    {
        AtomicFile.Write(Config, Encoding.UTF8.GetBytes(Settings(invitation, roster.Content.Root, settings)));
        AtomicFile.Write(RosterFile, roster.ToIndentedJson());
    }

    private static string Settings(Invitation invitation, VerifyingKey root, JoinSettings settings) =>
        $$"""
        {
          // The member's name in the roster. Paths are relative to this file.
          "name": {{Quote(invitation.Member)}},
          "folder": "state",

          // Where the coordinator listens, and the consortium's root key, which every roster leads back to.
          "coordinator": {{Quote(invitation.Coordinator.ToString())}},
          "rosterFile": "roster.json",
          "root": {{Quote(root.ToString())}},

          // This member's private keys. They never leave this machine.
          "keyFile": "identity.key",
          "tlsFile": "tls.pem",
          {{Line("passphraseFile", settings.PassphraseFile)}}

          // The HTTP proxy between this machine and the coordinator, where there is one.
          {{Line("proxy", settings.Proxy)}}
          {{Line("proxyCredentialsFile", settings.ProxyCredentialsFile)}}

          // PUT IN: the data contract that the consortium agreed on, under this name.
          "contractFile": "contract.json",

          // PUT IN: the data. Either import tables (fedmat node import FILE --config node.json), or name one table here:
          // "dataFile": "data.csv",

          // What the node may do by itself. Without a policy it asks its steward about every study.
          // "policyFile": "policy.json",

          // Where networks train (auto, cpu or cuda), and with how many threads.
          "device": "auto",
          "threads": 1
        }

        """;

    /// <summary>A setting, or a comment that names it.</summary>
    private static string Line(string key, string? value) => value is null ? $"// \"{key}\": \"\"," : $"\"{key}\": {Quote(value)},";

    private static string Quote(string text) => JsonSerializer.Serialize(text, Quoting);
}
