using System.Net.Mail;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Notices;

/// <summary>How a party tells a person what waits for one; the same settings at a node and at a coordinator.</summary>
public sealed class NoticeOptions
{
    private const int ShortestKey = 16;

    private NoticeOptions(MailRoute? mail, WebhookRoute? webhook)
    {
        Mail = mail;
        Webhook = webhook;
    }

    /// <summary>Nobody is told.</summary>
    public static NoticeOptions None { get; } = new(null, null);

    /// <summary>What may stand in the settings file.</summary>
    public static IReadOnlyList<DeclaredSetting> Settings { get; } =
    [
        new("noticeMail", "address", "none", "Who gets a mail when something [waits for a person](notices.md)."),
        new("smtp", "host:port", "none", "The mail server that takes it; goes with noticeMail."),
        new("smtpFrom", "address", "none", "The sender's address; goes with noticeMail."),
        new("smtpCredentialsFile", DeclaredSetting.Path, "none", "user:password for the mail server, one line, mode 0600."),
        new("smtpSecurity", DeclaredSetting.OneOf<SmtpSecurity>(), DeclaredSetting.NameOf(SmtpSecurity.StartTls), "How the way to the mail server is protected; none only on this machine's loopback."),
        new("noticeWebhook", "https URL", "none", "Gets the same as JSON; http only on this machine's loopback."),
        new("noticeWebhookSecretFile", DeclaredSetting.Path, "none", "Signs what the webhook gets (HMAC-SHA256): one line of 16 characters or more, mode 0600."),
    ];

    /// <summary>Whether nobody is told.</summary>
    public bool IsNone => Mail is null && Webhook is null;

    internal MailRoute? Mail { get; }

    internal WebhookRoute? Webhook { get; }

    /// <summary>Reads the settings of <see cref="Settings"/> and the secrets that they name.</summary>
    /// <exception cref="RefusedException">FM503: a setting is wrong. FM504 or FM506: a file of a secret cannot be used.</exception>
    public static NoticeOptions Read(SettingsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        NoticeOptions read = new(ReadMail(file), ReadWebhook(file));
        return read.IsNone ? None : read;
    }

    /// <summary>The ways to a person, to be disposed of where they can be.</summary>
    internal IReadOnlyList<INoticeChannel> Channels()
    {
        List<INoticeChannel> channels = [];
        if (Mail is not null)
            channels.Add(new MailChannel(Mail));
        if (Webhook is not null)
            channels.Add(new WebhookChannel(Webhook));
        return channels;
    }

    private static MailRoute? ReadMail(SettingsFile file)
    {
        SmtpSecurity security = file.Choice("smtpSecurity", SmtpSecurity.StartTls);
        if (file.OptionalText("noticeMail") is null)
        {
            foreach (string key in (string[])["smtp", "smtpFrom", "smtpCredentialsFile", "smtpSecurity"])
            {
                if (file.OptionalText(key) is not null)
                    throw file.Invalid(key, "goes with 'noticeMail', the address that gets the mail; add it, or leave this out");
            }

            return null;
        }

        Uri server = Server(file);
        if (security == SmtpSecurity.None && !server.IsLoopback)
            throw file.Invalid("smtpSecurity", "may be none only where 'smtp' is this machine's loopback; leave it out, or set it to tls");
        return new MailRoute(Address(file, "noticeMail"), Address(file, "smtpFrom"), server.DnsSafeHost, server.Port, security, Credentials(file));
    }

    private static Uri Server(SettingsFile file)
    {
        string text = file.Text("smtp");
        return Uri.TryCreate($"smtp://{text}", UriKind.Absolute, out Uri? server) && server.UserInfo.Length == 0 && server.Host.Length > 0
            && server.PathAndQuery is "" or "/" && server.Port > 0 && text.EndsWith($":{server.Port}", StringComparison.Ordinal)
                ? server
                : throw file.Invalid("smtp", "is the mail server as host:port, such as mail.example.org:587");
    }

    /// <summary>An address that can stand in a mail's commands and headers as it is.</summary>
    private static string Address(SettingsFile file, string key)
    {
        string text = file.Text(key);
        return MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text && text.Length <= 254
            && text.All(character => char.IsAscii(character) && character is > ' ' and not ('<' or '>' or '"' or '(' or ')' or ',' or ';' or ':' or '\\' or '\x7F'))
                ? text
                : throw file.Invalid(key, "is one mail address, such as steward@example.org");
    }

    private static NoticeSecret? Credentials(SettingsFile file)
    {
        if (file.OptionalFile("smtpCredentialsFile") is not { } path)
            return null;
        NoticeSecret secret = NoticeSecret.Read(path, "smtpCredentialsFile", shortest: 3);
        return secret.Pair is null ? throw NoticeSecret.Unusable(path, "smtpCredentialsFile", "write user:password into it, in one line") : secret;
    }

    private static WebhookRoute? ReadWebhook(SettingsFile file)
    {
        string? secretFile = file.OptionalFile("noticeWebhookSecretFile");
        if (file.OptionalText("noticeWebhook") is not { } text)
            return secretFile is null ? null : throw file.Invalid("noticeWebhookSecretFile", "goes with 'noticeWebhook'; add it, or leave this out");
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw file.Invalid("noticeWebhook", "is an https URL without user and password; http is for this machine's loopback only");
        return new WebhookRoute(address, secretFile is null ? null : NoticeSecret.Read(secretFile, "noticeWebhookSecretFile", ShortestKey));
    }
}
