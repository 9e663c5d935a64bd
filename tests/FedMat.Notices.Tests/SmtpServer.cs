using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FedMat.Notices.Tests;

/// <summary>A mail server for tests: takes mails, and keeps every line that it was told.</summary>
internal sealed class SmtpServer : Listener
{
    private readonly List<string> said = [];

    public SmtpServer() => Start();

    /// <summary>For TLS; null for a server without.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether TLS begins with the first byte.</summary>
    public bool IsTlsFirst { get; init; }

    public string Ways { get; init; } = "PLAIN LOGIN";

    /// <summary>The reply to a command that begins so, in place of the usual one.</summary>
    public (string Command, string Reply)? Instead { get; init; }

    /// <summary>Said in one breath with the reply to STARTTLS.</summary>
    public string Smuggled { get; init; } = "";

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said)
                return [.. said];
        }
    }

    /// <summary>The last mail's body.</summary>
    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(
        Said.SkipWhile(line => line.Length > 0).Skip(1).TakeWhile(line => line != "."))));

    protected override async Task ServeAsync(Stream stream, CancellationToken cancellation)
    {
        if (IsTlsFirst)
            stream = await SecureAsync(stream, cancellation);
        await SayAsync(stream, "220 here\r\n", cancellation);
        while (await LineAsync(stream, cancellation) is { } line)
        {
            await SayAsync(stream, Reply(line, stream is SslStream), cancellation);
            if (line == "STARTTLS")
                stream = await SecureAsync(stream, cancellation);
            if (line == "DATA")
                await TakeMailAsync(stream, cancellation);
        }
    }

    private string Reply(string line, bool isSecure)
    {
        if (Instead is { } instead && line.StartsWith(instead.Command, StringComparison.Ordinal))
            return $"{instead.Reply}\r\n";
        return line switch
        {
            _ when line.StartsWith("EHLO", StringComparison.Ordinal) => $"250-here\r\n{(Certificate is null || isSecure ? "" : "250-STARTTLS\r\n")}250 AUTH {Ways}\r\n",
            "STARTTLS" => $"220 begin\r\n{Smuggled}",
            "AUTH LOGIN" => "334 VXNlcm5hbWU6\r\n",
            "c3Rld2FyZA==" => "334 UGFzc3dvcmQ6\r\n",
            "b3BlbjpzZXNhbWU=" => "235 welcome\r\n",
            _ when line.StartsWith("AUTH PLAIN", StringComparison.Ordinal) => "235 welcome\r\n",
            "DATA" => "354 go on\r\n",
            _ => "250 fine\r\n",
        };
    }

    private async Task TakeMailAsync(Stream stream, CancellationToken cancellation)
    {
        while (await LineAsync(stream, cancellation) is { } line && line != ".")
        {
        }

        await SayAsync(stream, "250 taken\r\n", cancellation);
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken cancellation)
    {
        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellation);
        return secure;
    }

    private async Task<string?> LineAsync(Stream stream, CancellationToken cancellation)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }

            string text = line.ToString().TrimEnd('\r');
            lock (said)
                said.Add(text);
            return text;
        }

        return null;
    }

    private static async Task SayAsync(Stream stream, string text, CancellationToken cancellation) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);
}
