using System.Net.Sockets;
using System.Security.Authentication;

namespace FedMat.Notices;

/// <summary>A notice was not taken. The message holds no secret, and nothing that the other side wrote but a number.</summary>
internal sealed class NoticeFailedException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>What went wrong on the way, in words that give nothing away.</summary>
    public static NoticeFailedException Of(Exception error) => error switch
    {
        NoticeFailedException failed => failed,
        OperationCanceledException => new("no answer in time", error),
        AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new("TLS failed: its certificate is not trusted on this machine, is for another name, or has ended", error),
        SocketException socket => new($"no connection ({socket.SocketErrorCode})", error),
        HttpRequestException { InnerException: SocketException socket } => new($"no connection ({socket.SocketErrorCode})", error),
        IOException or HttpRequestException => new("the connection broke", error),
        _ => new($"an error of the kind {error.GetType().Name}", error),
    };
}
