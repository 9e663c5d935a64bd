using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Notices.Tests;

public sealed class NoticeOptionsTests : IDisposable
{
    private const string Mail = "\"noticeMail\": \"steward@example.org\", \"smtp\": \"mail.example.org:587\", \"smtpFrom\": \"node@example.org\"";
    private readonly string folder = Directory.CreateTempSubdirectory("fedmat-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Settings_LeftOut_TellNobody() => Assert.True(Read("").IsNone);

    [Fact]
    public void Mail_WithoutMore_GoesByStartTls() =>
        Assert.Equal(new MailRoute("steward@example.org", "node@example.org", "mail.example.org", 587, SmtpSecurity.StartTls, null), Read(Mail).Mail);

    [Fact]
    public void Credentials_OfAFile_AreUserAndPassword()
    {
        Secret("smtp.txt", "steward:open:sesame\n");

        NoticeSecret credentials = Read($"{Mail}, \"smtpCredentialsFile\": \"smtp.txt\"").Mail!.Credentials!;

        Assert.Equal(("steward", "open:sesame"), credentials.Pair);
        Assert.DoesNotContain("sesame", credentials.ToString());
    }

    [Theory]
    [InlineData("\"noticeMail\": \"steward@example.org\", \"smtpFrom\": \"node@example.org\"", "smtp")]
    [InlineData("\"noticeMail\": \"steward@example.org\", \"smtp\": \"mail.example.org:587\"", "smtpFrom")]
    public void Mail_WithAPartMissing_IsRefused(string settings, string key) => Assert.Contains($"'{key}' is missing", Refusal(settings, RefusalCode.SettingMissing));

    [Theory]
    [InlineData("\"smtp\": \"mail.example.org:587\"", "'smtp' goes with 'noticeMail'")]
    [InlineData("\"noticeWebhookSecretFile\": \"secret.txt\"", "'noticeWebhookSecretFile' goes with 'noticeWebhook'")]
    [InlineData(Mail + ", \"smtpSecurity\": \"none\"", "'smtpSecurity' may be none only where")]
    [InlineData("\"noticeMail\": \"a@b.org>\\r\\nRCPT TO:<c@d.org\", \"smtp\": \"mail.example.org:587\", \"smtpFrom\": \"node@example.org\"", "'noticeMail' is one mail address")]
    [InlineData("\"noticeMail\": \"a@b.org\", \"smtp\": \"mail.example.org\", \"smtpFrom\": \"node@example.org\"", "'smtp' is the mail server as host:port")]
    [InlineData("\"noticeWebhook\": \"http://example.org/hook\"", "'noticeWebhook' is an https URL")]
    [InlineData("\"noticeWebhook\": \"https://user:word@example.org/hook\"", "'noticeWebhook' is an https URL")]
    [InlineData("\"noticeWebhook\": \"ftp://127.0.0.1/hook\"", "'noticeWebhook' is an https URL")]
    public void Setting_ThatIsWrong_IsRefusedWithItsRule(string settings, string rule) => Assert.Contains(rule, Refusal(settings, RefusalCode.SettingInvalid));

    [Theory]
    [InlineData("https://example.org/hook")]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("http://localhost:8080/hook")]
    public void Webhook_ThatIsSafe_IsTaken(string address) =>
        Assert.Equal(new Uri(address), Read($"\"noticeWebhook\": \"{address}\"").Webhook!.Address);

    [Fact]
    public void Mail_OnTheLoopback_MayGoInTheClear() =>
        Assert.Equal(SmtpSecurity.None, Read(Mail.Replace("mail.example.org", "127.0.0.1") + ", \"smtpSecurity\": \"none\"").Mail!.Security);

    [Theory]
    [InlineData("smtp.txt", "without a colon", "write user:password")]
    [InlineData("smtp.txt", "two\nlines:here", "one line")]
    public void Credentials_OfAnotherForm_AreRefusedAndNotShown(string file, string text, string rule)
    {
        Secret(file, text);

        string message = Refusal($"{Mail}, \"smtpCredentialsFile\": \"{file}\"", RefusalCode.KeyUnusable);

        Assert.Contains(rule, message);
        Assert.DoesNotContain(text, message);
    }

    [Fact]
    public void Secret_ThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
            return;
        Secret("secret.txt", "sixteen characters and more");
        File.SetUnixFileMode(Path.Combine(folder, "secret.txt"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Refusal("\"noticeWebhook\": \"https://example.org\", \"noticeWebhookSecretFile\": \"secret.txt\"", RefusalCode.KeyUnusable));
    }

    [Fact]
    public void Secret_ThatIsShort_IsRefused()
    {
        Secret("secret.txt", "short");

        Assert.Contains("16 to", Refusal("\"noticeWebhook\": \"https://example.org\", \"noticeWebhookSecretFile\": \"secret.txt\"", RefusalCode.KeyUnusable));
    }

    private NoticeOptions Read(string settings)
    {
        string path = Path.Combine(folder, "settings.json");
        File.WriteAllText(path, $"{{ {settings} }}");
        return NoticeOptions.Read(SettingsFile.Read(path, NoticeOptions.Settings));
    }

    private string Refusal(string settings, RefusalCode code)
    {
        RefusedException error = Assert.Throws<RefusedException>(() => Read(settings));
        Assert.Equal(code, error.Refusal.Code);
        return error.Refusal.Detail;
    }

    private void Secret(string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), System.Text.Encoding.UTF8.GetBytes(text), UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
