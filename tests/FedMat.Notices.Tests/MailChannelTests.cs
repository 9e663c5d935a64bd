using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FedMat.Notices.Tests;

public sealed class MailChannelTests : IDisposable
{
    private const string Password = "open:sesame";
    private static readonly NoticeParty Party = new("c0ffee", "lab-1");
    private static readonly Notice Plan = new(NoticeKind.PlanWaits, "s1", "Study 0011 waits: 試料\n.\nQUIT", DateTimeOffset.UnixEpoch, "0011");
    private static readonly NoticeSecret Credentials = new($"steward:{Password}");
    private readonly X509Certificate2 certificate = TestCertificate.For("127.0.0.1");

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task Mail_OnTheLoopback_ArrivesWithAddressesHeadingAndBody()
    {
        await using SmtpServer server = new();

        await SendAsync(server, SmtpSecurity.None);

        Assert.Contains("MAIL FROM:<node@example.org>", server.Said);
        Assert.Contains("RCPT TO:<steward@example.org>", server.Said);
        Assert.Contains("Subject: FedMat: a plan waits for your decision", server.Said);
        Assert.StartsWith(Plan.Text, server.Body);
        Assert.Contains("c0ffee", server.Body);
    }

    [Fact]
    public async Task Text_ThatLooksLikeCommands_IsNoCommand()
    {
        await using SmtpServer server = new();

        await SendAsync(server, SmtpSecurity.None);

        Assert.DoesNotContain("QUIT", server.Said);
        Assert.Single(server.Said, ".");
    }

    [Fact]
    public async Task StartTls_WithATrustedCertificate_CarriesTheCredentials()
    {
        await using SmtpServer server = new() { Certificate = certificate };

        await SendAsync(server, SmtpSecurity.StartTls, Credentials);

        Assert.Contains($"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0steward\0{Password}"))}", server.Said);
        Assert.Contains("DATA", server.Said);
    }

    [Fact]
    public async Task StartTls_WithACertificateThatIsNotTrusted_SaysNothingMore()
    {
        using X509Certificate2 other = TestCertificate.For("127.0.0.1");
        await using SmtpServer server = new() { Certificate = other };

        Assert.Contains("TLS", await FailureAsync(server, SmtpSecurity.StartTls, Credentials));
        Assert.Equal("STARTTLS", server.Said[^1]);
    }

    [Fact]
    public async Task StartTls_WithACertificateForAnotherHost_SaysNothingMore()
    {
        using X509Certificate2 other = TestCertificate.For("127.0.0.2");
        await using SmtpServer server = new() { Certificate = other };
        MailChannel channel = Channel(server, SmtpSecurity.StartTls, Credentials, TestCertificate.Trust(other));

        NoticeFailedException error = await Assert.ThrowsAsync<NoticeFailedException>(() => channel.SendAsync(Party, Plan, default));

        Assert.Contains("TLS", error.Message);
        Assert.Equal("STARTTLS", server.Said[^1]);
    }

    [Fact]
    public async Task StartTls_NotOffered_SendsNoCredentials()
    {
        await using SmtpServer server = new();

        Assert.Contains("does not offer STARTTLS", await FailureAsync(server, SmtpSecurity.StartTls, Credentials));
        Assert.Single(server.Said);
    }

    [Fact]
    public async Task StartTls_WithWordsSlippedInBeforeIt_IsRefused()
    {
        await using SmtpServer server = new() { Certificate = certificate, Smuggled = "250 AUTH PLAIN\r\n" };

        Assert.Contains("where TLS was to begin", await FailureAsync(server, SmtpSecurity.StartTls, Credentials));
    }

    [Fact]
    public async Task Tls_FromTheFirstByte_Delivers()
    {
        await using SmtpServer server = new() { Certificate = certificate, IsTlsFirst = true };

        await SendAsync(server, SmtpSecurity.Tls, Credentials);

        Assert.Contains("DATA", server.Said);
        Assert.DoesNotContain("STARTTLS", server.Said);
    }

    [Fact]
    public async Task Credentials_AtAServerThatKnowsLoginOnly_AreSentSo()
    {
        await using SmtpServer server = new() { Certificate = certificate, Ways = "LOGIN" };

        await SendAsync(server, SmtpSecurity.StartTls, Credentials);

        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), server.Said);
        Assert.Contains("DATA", server.Said);
    }

    [Theory]
    [InlineData("AUTH PLAIN", "535 no, not AHN0ZXdhcmQAb3BlbjpzZXNhbWU=", "answers 535 to the credentials")]
    [InlineData("RCPT", "550 nobody here", "answers 550 to the reader's address")]
    [InlineData("MAIL", "421 later", "answers 421 to the sender's address")]
    [InlineData("EHLO", "nonsense", "is no mail server")]
    public async Task Failure_OfAServer_IsToldByItsCodeAlone(string command, string reply, string reason)
    {
        await using SmtpServer server = new() { Certificate = certificate, Instead = (command, reply) };

        string message = await FailureAsync(server, SmtpSecurity.StartTls, Credentials);

        Assert.EndsWith(reason, message);
        Assert.DoesNotContain(reply, message);
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsToldSo()
    {
        SmtpServer server = new();
        MailChannel channel = Channel(server, SmtpSecurity.None, null, null);
        await server.DisposeAsync();

        NoticeFailedException error = await Assert.ThrowsAsync<NoticeFailedException>(() => channel.SendAsync(Party, Plan, default));

        Assert.Contains("no connection", error.Message);
    }

    private static MailChannel Channel(SmtpServer server, SmtpSecurity security, NoticeSecret? credentials, X509ChainPolicy? trust) =>
        new(new MailRoute("steward@example.org", "node@example.org", "127.0.0.1", server.Port, security, credentials), trust);

    private Task SendAsync(SmtpServer server, SmtpSecurity security, NoticeSecret? credentials = null) =>
        Channel(server, security, credentials, TestCertificate.Trust(certificate)).SendAsync(Party, Plan, default);

    private async Task<string> FailureAsync(SmtpServer server, SmtpSecurity security, NoticeSecret? credentials) =>
        (await Assert.ThrowsAsync<NoticeFailedException>(() => SendAsync(server, security, credentials))).Message;
}
