using FedMat.Crypto;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>A node's settings, as its file has them; paths are absolute.</summary>
/// <param name="Name">The member's name in the roster.</param>
/// <param name="Folder">Where the node keeps its state.</param>
/// <param name="Coordinator">https://host:port of the coordinator's listener for nodes.</param>
/// <param name="RosterFile">The root-signed roster, JSON.</param>
/// <param name="Root">The consortium's root key: the one anchor of trust.</param>
/// <param name="KeyFile">The identity key, Ed25519 in PEM, readable by its owner alone.</param>
/// <param name="TlsFile">Certificate and key in PEM, readable by its owner alone.</param>
/// <param name="DataFile">The private table, CSV; null where the node's records are used.</param>
/// <param name="ImportFolder">Tables that appear in it are imported; null for none.</param>
/// <param name="ContractFile">The data contract, JSON.</param>
/// <param name="Device">Where networks train.</param>
/// <param name="Threads">Threads of training. For small networks one is fastest.</param>
/// <param name="LogLevel">The least important message that is written.</param>
/// <param name="LogFormat">How messages look.</param>
public sealed record NodeOptions(
    string Name,
    string Folder,
    Uri Coordinator,
    string RosterFile,
    VerifyingKey Root,
    string KeyFile,
    string TlsFile,
    string? DataFile,
    string? ImportFolder,
    string ContractFile,
    TrainingDevice Device,
    int Threads,
    LogLevel LogLevel,
    LogFormat LogFormat)
{
    private const int MostThreads = 1024;

    /// <summary>Reads a settings file.</summary>
    /// <exception cref="RefusedException">FM501 to FM504, with the file, the line, the key and what to do.</exception>
    public static NodeOptions Read(string path)
    {
        SettingsFile file = SettingsFile.Read(
            path,
            "name", "folder", "coordinator", "rosterFile", "root", "keyFile", "tlsFile", "dataFile", "importFolder", "contractFile",
            "device", "threads", "logLevel", "logFormat");
        return new NodeOptions(
            file.Text("name"),
            file.File("folder"),
            Address(file, "coordinator"),
            file.File("rosterFile"),
            Key(file, "root"),
            file.File("keyFile"),
            file.File("tlsFile"),
            file.OptionalFile("dataFile"),
            file.OptionalFile("importFolder"),
            file.File("contractFile"),
            file.Choice("device", TrainingDevice.Auto),
            file.Number("threads", otherwise: 1, 1, MostThreads),
            file.Choice("logLevel", LogLevel.Information),
            file.Choice("logFormat", LogFormat.Text));
    }

    /// <summary>The contract that <see cref="ContractFile"/> holds.</summary>
    /// <exception cref="RefusedException">FM504: it cannot be read.</exception>
    /// <exception cref="InputException">It is no contract.</exception>
    public DataContract ReadContract() => SiteFile.ReadContract(ContractFile);

    private static Uri Address(SettingsFile file, string key) =>
        Uri.TryCreate(file.Text(key), UriKind.Absolute, out Uri? address)
            && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/" && address.UserInfo.Length == 0
                ? address
                : throw file.Invalid(key, "is an address like https://host:port, with nothing behind the port");

    private static VerifyingKey Key(SettingsFile file, string key) =>
        VerifyingKey.TryParse(file.Text(key), out VerifyingKey root)
            ? root
            : throw file.Invalid(key, "is the consortium's root public key, 44 characters of base64 as the administrator gives it out");
}
