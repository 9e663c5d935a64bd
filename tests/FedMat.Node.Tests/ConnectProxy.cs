using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FedMat.Node.Tests;

/// <summary>A small HTTP proxy on 127.0.0.1 that knows CONNECT: passes bytes on, wants credentials, refuses, or puts a certificate of its own in between.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private const int LongestHead = 8192;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public ConnectProxy()
    {
        listener.Start();
        running = ServeAsync();
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    /// <summary>user:password that is wanted; null for none.</summary>
    public string? Credentials { get; init; }

    /// <summary>What every request is answered with; null to connect.</summary>
    public string? Refusal { get; init; }

    /// <summary>The certificate under which connections are opened; null to pass them on.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>How many tunnels were opened.</summary>
    public int Tunnels { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
                clients.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
            {
                // The peer went, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream client)
    {
        while (await HeadAsync(client) is { } head)
        {
            if (Refusal is not null || !IsAllowed(head))
            {
                string answer = Refusal ?? "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"";
                await WriteAsync(client, $"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
                continue;
            }

            string[] target = head.Split(' ')[1].Split(':');
            using TcpClient server = new();
            await server.ConnectAsync(target[0], int.Parse(target[1]), stop.Token);
            await WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            Tunnels++;
            await PassAsync(client, server.GetStream());
            return;
        }
    }

    private bool IsAllowed(string head) =>
        Credentials is null || head.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials))}\r\n");

    private async Task PassAsync(NetworkStream client, NetworkStream server)
    {
        if (Certificate is not null)
        {
            await using SslStream opened = new(client);
            await opened.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop.Token);
            await opened.CopyToAsync(server, stop.Token);
            return;
        }

        await Task.WhenAny(client.CopyToAsync(server, stop.Token), server.CopyToAsync(client, stop.Token));
    }

    private async Task<string?> HeadAsync(NetworkStream client)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (head.Length < LongestHead && await client.ReadAsync(one, stop.Token) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                return head.ToString();
        }

        return null;
    }

    private Task WriteAsync(NetworkStream client, string text) => client.WriteAsync(Encoding.ASCII.GetBytes(text), stop.Token).AsTask();
}
