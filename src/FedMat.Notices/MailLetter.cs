using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FedMat.Notices;

/// <summary>A notice as a mail (RFC 5322): headers in ASCII, and a body in base64, in which no line can be taken for a command.</summary>
internal static class MailLetter
{
    /// <summary>The whole mail, without the line that ends it.</summary>
    public static string Write(MailRoute route, NoticeParty party, Notice notice)
    {
        string domain = route.From[(route.From.LastIndexOf('@') + 1)..];
        string date = notice.When.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        string[] lines =
        [
            $"From: <{route.From}>",
            $"To: <{route.To}>",
            $"Date: {date}",
            $"Message-ID: <{RandomNumberGenerator.GetHexString(32, lowercase: true)}@{domain}>",
            $"Subject: FedMat: {notice.Heading}",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Body(party, notice)), Base64FormattingOptions.InsertLineBreaks),
        ];
        return string.Join("\r\n", lines);
    }

    private static string Body(NoticeParty party, Notice notice)
    {
        StringBuilder body = new();
        body.Append(notice.Text).Append("\n\n");
        body.Append($"consortium  {party.Consortium}\nparty       {party.Name}\n");
        if (notice.Study is not null)
            body.Append($"study       {notice.Study}\n");
        return body.Append($"seen        {notice.When.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n").ToString();
    }
}
