using System.Net.Security;
using System.Text;

namespace FedMat.Notices;

/// <summary>
/// The client's side of SMTP (RFC 5321), with STARTTLS (RFC 3207): commands and replies of bounded length. What a server wrote goes into no
/// message but its code.
/// </summary>
internal sealed class SmtpDialogue(Stream connection) : IAsyncDisposable
{
    private const int MostLines = 100;
    private const int LongestLine = 2000;

    private readonly byte[] buffer = new byte[4096];
    private Stream stream = connection;
    private int taken;
    private int filled;

    /// <summary>Turns to TLS. What the server said before it was to say nothing counts as an attack.</summary>
    /// <exception cref="NoticeFailedException">Words came before TLS that were not asked for.</exception>
    public async Task SecureAsync(SslClientAuthenticationOptions options, CancellationToken cancellation)
    {
        if (taken < filled)
            throw new NoticeFailedException("the mail server spoke where TLS was to begin");
        SslStream secure = new(stream);
        stream = secure;
        await secure.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
    }

    /// <summary>Says a line and waits for the reply.</summary>
    /// <param name="command">Without its end of line.</param>
    /// <param name="expected">The code of the reply that lets it go on.</param>
    /// <param name="step">What the command does, for messages: the command itself may hold a secret.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NoticeFailedException">Another reply came.</exception>
    public async Task<IReadOnlyList<string>> SayAsync(string command, int expected, string step, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{command}\r\n"), cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
        return await HearAsync(expected, step, cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits for a reply, of one line or several.</summary>
    /// <returns>Its lines without the codes.</returns>
    public async Task<IReadOnlyList<string>> HearAsync(int expected, string step, CancellationToken cancellation)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            string line = await LineAsync(cancellation).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out int code) || code is < 200 or > 599)
                break;
            if (code != expected)
                throw new NoticeFailedException($"the mail server answers {code} to {step}");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return lines;
        }

        throw new NoticeFailedException($"what answers to {step} is no mail server");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        StringBuilder line = new();
        while (line.Length < LongestLine)
        {
            if (taken == filled)
            {
                (taken, filled) = (0, await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false));
                if (filled == 0)
                    throw new NoticeFailedException("the mail server closed the connection");
            }

            char next = (char)buffer[taken++];
            if (next == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(next);
        }

        throw new NoticeFailedException("the mail server's reply is too long");
    }
}
