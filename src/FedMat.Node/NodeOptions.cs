using FedMat.Crypto;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Notices;
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

    /// <summary>Everything that may stand in the settings file.</summary>
    public static IReadOnlyList<DeclaredSetting> Settings { get; } =
    [
        new("name", DeclaredSetting.Text, null, "The member's name in the roster."),
        new("folder", DeclaredSetting.Path, null, "Its state: what it has promised and sent. Made when it is missing; one process at a time."),
        new("coordinator", "https://host:port", null, "The coordinator's listener for nodes."),
        new("rosterFile", DeclaredSetting.Path, null, "The root-signed roster, as the node got it first."),
        new("root", "44 characters of base64", null, "The consortium's root public key, pinned: a roster that does not lead to it is refused."),
        new("keyFile", DeclaredSetting.Path, null, "The member's Ed25519 identity key (PEM), mode 0600."),
        new("tlsFile", DeclaredSetting.Path, null, "The member's certificate and its key (PEM), mode 0600."),
        new("passphraseFile", DeclaredSetting.Path, "the variable FEDMAT_PASSPHRASE, or systemd's credential", "Opens the two key files where they are sealed: one line, mode 0600."),
        new("dataFile", DeclaredSetting.Path, "the records that were imported", "The private table, CSV."),
        new("importFolder", DeclaredSetting.Path, "none", "Tables that appear in this folder are imported."),
        new("contractFile", DeclaredSetting.Path, null, "The data contract."),
        new("policyFile", DeclaredSetting.Path, "a built-in policy that asks for everything", "The node's policy: which studies it allows, refuses or asks a person about."),
        new("proxy", "http://host:port, or environment", "none", "The HTTP proxy that is asked to CONNECT to the coordinator. The word environment takes HTTPS_PROXY and NO_PROXY, or the system's settings on Windows; without this setting they are not used."),
        new("proxyCredentialsFile", DeclaredSetting.Path, "none", "user:password for the proxy, one line, mode 0600."),
        new("device", DeclaredSetting.OneOf<TrainingDevice>(), DeclaredSetting.NameOf(TrainingDevice.Auto), "Where networks train."),
        new("threads", DeclaredSetting.Number(1, MostThreads), "1", "Threads of training. For small networks one is fastest."),
        .. NoticeOptions.Settings,
        new("logLevel", DeclaredSetting.OneOf<LogLevel>(), DeclaredSetting.NameOf(LogLevel.Information), "The least important message that is written."),
        new("logFormat", DeclaredSetting.OneOf<LogFormat>(), DeclaredSetting.NameOf(LogFormat.Text), "How messages look."),
    ];

    /// <summary>Opens private keys that are sealed; null where they are not, or where the environment has the passphrase.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>The node's policy, JSON; null for the built-in one.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>How connections to the coordinator leave the site.</summary>
    public CoordinatorProxy Proxy { get; init; } = CoordinatorProxy.None;

    /// <summary>How the steward is told what waits.</summary>
    public NoticeOptions Notices { get; init; } = NoticeOptions.None;

    /// <summary>Reads a settings file.</summary>
    /// <exception cref="RefusedException">FM501 to FM504, with the file, the line, the key and what to do.</exception>
    public static NodeOptions Read(string path)
    {
        SettingsFile file = SettingsFile.Read(path, Settings);
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
            file.Choice("logFormat", LogFormat.Text))
        {
            PassphraseFile = file.OptionalFile("passphraseFile"),
            PolicyFile = file.OptionalFile("policyFile"),
            Proxy = CoordinatorProxy.Read(file),
            Notices = NoticeOptions.Read(file),
        };
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
