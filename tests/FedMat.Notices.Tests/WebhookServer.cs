using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FedMat.Notices.Tests;

/// <summary>A webhook for tests: takes one request a connection and keeps the last one.</summary>
internal sealed class WebhookServer : Listener
{
    public WebhookServer() => Start();

    /// <summary>For https; null for http.</summary>
    public X509Certificate2? Certificate { get; init; }

    public string Status { get; init; } = "204 No Content";

    public string Head { get; private set; } = "";

    public byte[] Body { get; private set; } = [];

    protected override async Task ServeAsync(Stream stream, CancellationToken cancellation)
    {
        if (Certificate is not null)
        {
            SslStream secure = new(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellation);
            stream = secure;
        }

        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, cancellation) == 1)
            head.Append((char)one[0]);
        Head = head.ToString();
        Body = new byte[int.Parse(Header("Content-Length") ?? "0")];
        await stream.ReadExactlyAsync(Body, cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status}\r\nLocation: https://127.0.0.1:1/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), cancellation);
    }

    public string? Header(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
