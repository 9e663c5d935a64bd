using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace FedMat.Notices.Tests;

public sealed class WebhookChannelTests
{
    private const string Secret = "a secret of the webhook";
    private static readonly NoticeParty Party = new("c0ffee", "lab-1");
    private static readonly Notice Plan = new(NoticeKind.PlanWaits, "s1", "Study 0011 waits", DateTimeOffset.UnixEpoch, "0011");

    [Fact]
    public async Task Body_HoldsWhoWhatAndWhen()
    {
        await using WebhookServer server = new();

        await SendAsync(server, Plan);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"consortium":"c0ffee","party":"lab-1","kind":"planWaits","study":"0011","text":"Study 0011 waits","when":"1970-01-01T00:00:00Z"}"""),
            JsonNode.Parse(server.Body)));
    }

    [Fact]
    public async Task Body_OfANoticeOfNoStudy_NamesNone()
    {
        await using WebhookServer server = new();

        await SendAsync(server, Plan with { Study = null });

        Assert.False(JsonNode.Parse(server.Body)!.AsObject().ContainsKey("study"));
    }

    [Fact]
    public async Task Signature_IsTheHmacOfTheBody()
    {
        await using WebhookServer server = new();

        await SendAsync(server, Plan, Secret);

        string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), server.Body));
        Assert.Equal($"sha256={expected}", server.Header(WebhookChannel.SignatureHeader));
    }

    [Fact]
    public async Task Signature_WithoutASecret_IsNotThere()
    {
        await using WebhookServer server = new();

        await SendAsync(server, Plan);

        Assert.Null(server.Header(WebhookChannel.SignatureHeader));
    }

    [Theory]
    [InlineData("500 Broken", "500")]
    [InlineData("403 No", "403")]
    [InlineData("302 Elsewhere", "302")]
    public async Task Answer_ThatIsNoSuccess_IsAFailureAndFollowedNowhere(string status, string code)
    {
        await using WebhookServer server = new() { Status = status };

        NoticeFailedException error = await Assert.ThrowsAsync<NoticeFailedException>(() => SendAsync(server, Plan));

        Assert.Equal($"the webhook answers {code}", error.Message);
    }

    [Fact]
    public async Task Https_WithATrustedCertificate_Delivers()
    {
        using X509Certificate2 certificate = TestCertificate.For("127.0.0.1");
        await using WebhookServer server = new() { Certificate = certificate };

        await SendAsync(server, Plan, trust: TestCertificate.Trust(certificate));

        Assert.NotEmpty(server.Body);
    }

    [Fact]
    public async Task Https_WithACertificateThatIsNotTrusted_SaysNothing()
    {
        using X509Certificate2 certificate = TestCertificate.For("127.0.0.1");
        await using WebhookServer server = new() { Certificate = certificate };

        NoticeFailedException error = await Assert.ThrowsAsync<NoticeFailedException>(() => SendAsync(server, Plan));

        Assert.Contains("TLS", error.Message);
        Assert.Empty(server.Head);
    }

    [Fact]
    public void Name_KeepsThePathToItself()
    {
        using WebhookChannel channel = new(new WebhookRoute(new Uri("https://example.org/hooks/token"), null));

        Assert.Equal("webhook at example.org", channel.Name);
    }

    private static async Task SendAsync(WebhookServer server, Notice notice, string? secret = null, X509ChainPolicy? trust = null)
    {
        Uri address = new($"{(server.Certificate is null ? "http" : "https")}://127.0.0.1:{server.Port}/hook");
        using WebhookChannel channel = new(new WebhookRoute(address, secret is null ? null : new NoticeSecret(secret)), trust);
        await channel.SendAsync(Party, notice, default);
    }
}
