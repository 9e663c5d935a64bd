using Grpc.Core;
using Grpc.Net.Client.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// Calls to one address, over HTTP/2 only. Connections open when the first call needs one and again after a loss; a call
/// that finds no connection ends as Unavailable at once. Unlike the real channel it knows no retries and no load balancing.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private bool _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Address = address;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowsOperationCanceled = options.ThrowOperationCanceledOnCancellation;
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.Internal.GrpcCall");
        Http = new HttpMessageInvoker(
            options.HttpHandler ?? new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            disposeHandler: options.HttpHandler is null || options.DisposeHttpClient);
        Disposal = _disposal.Token;
    }

    internal Uri Address { get; }

    internal HttpMessageInvoker Http { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowsOperationCanceled { get; }

    internal ILogger Logger { get; }

    internal CancellationToken Disposal { get; }

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (!address.IsAbsoluteUri || address.Host.Length == 0 || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"The address '{address.OriginalString}' is not of the form http(s)://host:port.", nameof(address));
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Cancels the calls that still run.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _disposal.Cancel();
        _disposal.Dispose();
        Http.Dispose();
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }
}
