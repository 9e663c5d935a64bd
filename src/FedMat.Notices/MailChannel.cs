using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FedMat.Notices;

/// <summary>Sends a notice by mail: one connection a mail. The server's certificate is checked as this machine checks any.</summary>
/// <param name="route">Where it goes.</param>
/// <param name="trust">Whom to trust instead of whom this machine trusts; null for the machine.</param>
internal sealed class MailChannel(MailRoute route, X509ChainPolicy? trust = null) : INoticeChannel
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    public string Name => $"mail by {route.Host}:{route.Port}";

    public async Task SendAsync(NoticeParty party, Notice notice, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Within);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(route.Host, route.Port, bound.Token).ConfigureAwait(false);
            SmtpDialogue dialogue = new(client.GetStream());
            await using (dialogue.ConfigureAwait(false))
            {
                await GreetAsync(dialogue, client.Client.LocalEndPoint, bound.Token).ConfigureAwait(false);
                await DeliverAsync(dialogue, MailLetter.Write(route, party, notice), bound.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw NoticeFailedException.Of(error);
        }
    }

    private static string Greeting(EndPoint? own) => own is IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6, Address.IsIPv4MappedToIPv6: false } six
        ? $"EHLO [IPv6:{six.Address}]"
        : $"EHLO [{((own as IPEndPoint)?.Address ?? IPAddress.Loopback).MapToIPv4()}]";

    private async Task GreetAsync(SmtpDialogue dialogue, EndPoint? own, CancellationToken cancellation)
    {
        if (route.Security == SmtpSecurity.Tls)
            await SecureAsync(dialogue, cancellation).ConfigureAwait(false);
        await dialogue.HearAsync(220, "the connection", cancellation).ConfigureAwait(false);
        IReadOnlyList<string> offers = await dialogue.SayAsync(Greeting(own), 250, "EHLO", cancellation).ConfigureAwait(false);
        if (route.Security == SmtpSecurity.StartTls)
        {
            if (!offers.Any(offer => offer.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
                throw new NoticeFailedException("the mail server does not offer STARTTLS");
            await dialogue.SayAsync("STARTTLS", 220, "STARTTLS", cancellation).ConfigureAwait(false);
            await SecureAsync(dialogue, cancellation).ConfigureAwait(false);
            offers = await dialogue.SayAsync(Greeting(own), 250, "EHLO", cancellation).ConfigureAwait(false);
        }

        if (route.Credentials?.Pair is { } credentials)
            await LogInAsync(dialogue, offers, credentials, cancellation).ConfigureAwait(false);
    }

    private Task SecureAsync(SmtpDialogue dialogue, CancellationToken cancellation) => dialogue.SecureAsync(
        new SslClientAuthenticationOptions
        {
            TargetHost = route.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = trust,
        },
        cancellation);

    private static async Task LogInAsync(
        SmtpDialogue dialogue, IReadOnlyList<string> offers, (string User, string Password) credentials, CancellationToken cancellation)
    {
        string[] ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            await dialogue.SayAsync($"AUTH PLAIN {Base64($"\0{credentials.User}\0{credentials.Password}")}", 235, "the credentials", cancellation).ConfigureAwait(false);
            return;
        }

        if (!ways.Contains("LOGIN"))
            throw new NoticeFailedException("the mail server takes no credentials by PLAIN or LOGIN");
        await dialogue.SayAsync("AUTH LOGIN", 334, "AUTH", cancellation).ConfigureAwait(false);
        await dialogue.SayAsync(Base64(credentials.User), 334, "the user's name", cancellation).ConfigureAwait(false);
        await dialogue.SayAsync(Base64(credentials.Password), 235, "the credentials", cancellation).ConfigureAwait(false);
    }

    private async Task DeliverAsync(SmtpDialogue dialogue, string letter, CancellationToken cancellation)
    {
        await dialogue.SayAsync($"MAIL FROM:<{route.From}>", 250, "the sender's address", cancellation).ConfigureAwait(false);
        await dialogue.SayAsync($"RCPT TO:<{route.To}>", 250, "the reader's address", cancellation).ConfigureAwait(false);
        await dialogue.SayAsync("DATA", 354, "DATA", cancellation).ConfigureAwait(false);
        await dialogue.SayAsync($"{letter}\r\n.", 250, "the mail", cancellation).ConfigureAwait(false);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
