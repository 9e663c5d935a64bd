using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace FedMat.Notices;

/// <summary>Sends a notice to a webhook: JSON, and its HMAC-SHA256 in a header where there is a secret. Follows nothing, reads no answer's body.</summary>
internal sealed class WebhookChannel : INoticeChannel, IDisposable
{
    /// <summary>The header with "sha256=" and the body's HMAC in lower hexadecimal digits.</summary>
    public const string SignatureHeader = "X-FedMat-Signature";

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private readonly WebhookRoute route;
    private readonly HttpClient client;

    /// <param name="route">Where it goes.</param>
    /// <param name="trust">Whom to trust instead of whom this machine trusts; null for the machine.</param>
    public WebhookChannel(WebhookRoute route, X509ChainPolicy? trust = null)
    {
        this.route = route;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        })
        {
            Timeout = Within,
        };
    }

    public string Name => $"webhook at {route.Address.Authority}";

    public async Task SendAsync(NoticeParty party, Notice notice, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(party, notice);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new NoticeFailedException($"the webhook answers {(int)response.StatusCode}");
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw NoticeFailedException.Of(error);
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(NoticeParty party, Notice notice)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body(party, notice).ToJsonString());
        HttpRequestMessage request = new(HttpMethod.Post, route.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        if (route.Secret is { } secret)
            request.Headers.Add(SignatureHeader, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret.Bytes, body))}");
        return request;
    }

    private static JsonObject Body(NoticeParty party, Notice notice)
    {
        JsonObject body = new() { ["consortium"] = party.Consortium, ["party"] = party.Name, ["kind"] = notice.KindName };
        if (notice.Study is not null)
            body["study"] = notice.Study;
        body["text"] = notice.Text;
        body["when"] = notice.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        return body;
    }
}
