using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Settings of a channel. Sizes are in bytes of one message; null means no limit.</summary>
public sealed class GrpcChannelOptions
{
    public int? MaxSendMessageSize { get; set; }

    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Carries the requests; certificates and their checks are set here. A <see cref="SocketsHttpHandler"/> when null.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the <see cref="HttpHandler"/> it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a call that is cancelled or late throws <see cref="OperationCanceledException"/> instead of an RpcException.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }
}
