using System.Text.Json.Nodes;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>What an administrator's folder says about its consortium, so that no command has to be told.</summary>
/// <param name="Name">As people call the consortium.</param>
/// <param name="Coordinator">https://host:port of the listener for nodes and administrators.</param>
internal sealed record ConsortiumFile(string Name, Uri Coordinator)
{
    private const string FileName = "consortium.json";

    /// <summary>How connections to the coordinator leave the administrator's site.</summary>
    public CoordinatorProxy Proxy { get; init; } = CoordinatorProxy.None;

    /// <returns>Null where the folder has none: the address is given with each command then.</returns>
    /// <exception cref="RefusedException">FM501 to FM504 or FM506, with the file, the line and what to do.</exception>
    public static ConsortiumFile? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        SettingsFile file = SettingsFile.Read(path, "name", "coordinator", "proxy", "proxyCredentialsFile");
        return Uri.TryCreate(file.Text("coordinator"), UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? new ConsortiumFile(file.Text("name"), address) { Proxy = CoordinatorProxy.Read(file) }
            : throw file.Invalid("coordinator", "is the coordinator's address, https://host:port");
    }

    public void Write(string folder) => PartyFolder.WriteSettings(
        Path.Combine(folder, FileName),
        new JsonObject { ["name"] = Name, ["coordinator"] = Coordinator.ToString() });
}
