using System.Net;
using FedMat.Crypto;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator;

/// <summary>The coordinator's settings. Paths are absolute.</summary>
/// <param name="Source">The settings file, for messages.</param>
/// <param name="Folder">Where its state lies; nobody else writes there.</param>
/// <param name="RosterFile">The root-signed roster.</param>
/// <param name="Root">The consortium's root key, pinned.</param>
/// <param name="KeyFile">Its Ed25519 key, PKCS#8 PEM, for its owner's eyes only.</param>
/// <param name="TlsFile">Certificate and key of the gRPC listener, PEM.</param>
/// <param name="GrpcListen">For nodes and administrators. Port 0 takes a free one.</param>
/// <param name="HttpsListen">For downloads. Port 0 takes a free one.</param>
/// <param name="HttpsTlsFile">Certificate and key of the HTTPS listener, PEM.</param>
/// <param name="LogLevel">What is logged, from here up.</param>
/// <param name="LogFormat">How.</param>
/// <param name="PassphraseFile">Opens key files that are sealed; null where they are not, or where the environment has the passphrase.</param>
public sealed record CoordinatorOptions(
    string Source,
    string Folder,
    string RosterFile,
    VerifyingKey Root,
    string KeyFile,
    string TlsFile,
    IPEndPoint GrpcListen,
    IPEndPoint HttpsListen,
    string HttpsTlsFile,
    LogLevel LogLevel = LogLevel.Information,
    LogFormat LogFormat = LogFormat.Text,
    string? PassphraseFile = null)
{
    private const int LeastNoticeMinutes = 5;
    private const int MostNoticeMinutes = 10080;
    private const int UsualNoticeMinutes = 60;

    /// <summary>Everything that may stand in the settings file.</summary>
    public static IReadOnlyList<DeclaredSetting> Settings { get; } =
    [
        new("folder", DeclaredSetting.Path, null, "Its state: the store, model states, masked vectors of open sums, releases; one process at a time."),
        new("rosterFile", DeclaredSetting.Path, null, "The root-signed roster."),
        new("root", "44 characters of base64", null, "The consortium's root public key, pinned: a roster that does not lead to it is refused."),
        new("keyFile", DeclaredSetting.Path, null, "Its Ed25519 key (PEM), mode 0600."),
        new("tlsFile", DeclaredSetting.Path, null, "Certificate and key of the gRPC listener (PEM), mode 0600."),
        new("grpcListen", "address:port", null, "For nodes and administrators, such as 0.0.0.0:5443. Port 0 takes any free one."),
        new("httpsListen", "address:port", null, "For downloads. Port 0 takes any free one."),
        new("httpsTlsFile", DeclaredSetting.Path, null, "An ordinary certificate with its key (PEM), mode 0600; intermediate certificates in it are not sent yet."),
        new("passphraseFile", DeclaredSetting.Path, "FEDMAT_PASSPHRASE, or systemd's credential fedmat-passphrase", "The passphrase of private keys that are sealed, one line, mode 0600."),
        .. NoticeOptions.Settings,
        new("noticeAfterMinutes", DeclaredSetting.Number(LeastNoticeMinutes, MostNoticeMinutes), $"{UsualNoticeMinutes}", "A study that has waited so long for members is told."),
        new("logLevel", DeclaredSetting.OneOf<LogLevel>(), DeclaredSetting.NameOf(LogLevel.Information), "The least important message that is written."),
        new("logFormat", DeclaredSetting.OneOf<LogFormat>(), DeclaredSetting.NameOf(LogFormat.Text), "How messages look."),
    ];

    /// <summary>How the administrator is told what waits.</summary>
    public NoticeOptions Notices { get; init; } = NoticeOptions.None;

    /// <summary>A study that has waited so long for members is told.</summary>
    public TimeSpan NoticeAfter { get; init; } = TimeSpan.FromMinutes(UsualNoticeMinutes);

    /// <summary>The file, in the state folder, that says where a running coordinator listens.</summary>
    public string ListeningFile => Path.Combine(Folder, "listening.json");

    /// <param name="path">A JSON object; paths in it are relative to it.</param>
    /// <exception cref="RefusedException">FM501 to FM504, with the file, the line and what to do.</exception>
    public static CoordinatorOptions Read(string path)
    {
        SettingsFile file = SettingsFile.Read(path, Settings);
        return new CoordinatorOptions(
            file.Path,
            file.File("folder"),
            file.File("rosterFile"),
            VerifyingKey.TryParse(file.Text("root"), out VerifyingKey root) ? root : throw file.Invalid("root", "is the consortium's root key: 32 bytes in base64"),
            file.File("keyFile"),
            file.File("tlsFile"),
            Endpoint(file, "grpcListen"),
            Endpoint(file, "httpsListen"),
            file.File("httpsTlsFile"),
            file.Choice("logLevel", LogLevel.Information),
            file.Choice("logFormat", LogFormat.Text),
            file.OptionalFile("passphraseFile"))
        {
            Notices = NoticeOptions.Read(file),
            NoticeAfter = TimeSpan.FromMinutes(file.Number("noticeAfterMinutes", UsualNoticeMinutes, LeastNoticeMinutes, MostNoticeMinutes)),
        };
    }

    private static IPEndPoint Endpoint(SettingsFile file, string key)
    {
        string text = file.Text(key);
        return IPEndPoint.TryParse(text, out IPEndPoint? endpoint) && text.EndsWith($":{endpoint.Port}", StringComparison.Ordinal)
            ? endpoint
            : throw file.Invalid(key, "is an IP address with a port, such as 0.0.0.0:5443");
    }
}
