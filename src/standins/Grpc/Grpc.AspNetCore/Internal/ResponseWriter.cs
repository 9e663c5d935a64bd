using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The server's stream of responses. A write is done when the connection has taken the bytes, so awaiting it is flow control.</summary>
internal sealed class ResponseWriter<TResponse>(HttpServerCallContext call, Marshaller<TResponse> marshaller) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    private readonly Lock _lock = new();
    private Task _write = Task.CompletedTask;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using CancellationTokenRegistration registration = cancellationToken.Register(call.Reset);
        cancellationToken.ThrowIfCancellationRequested();
        if (call.IsOver)
            throw new InvalidOperationException("Can't write the message because the request is complete.");
        Task write;
        lock (_lock)
        {
            if (!_write.IsCompleted)
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
            bool buffered = ((WriteOptions?.Flags ?? default) & WriteFlags.BufferHint) != 0;
            write = _write = call.SendAsync(message, marshaller, flush: !buffered, cancellationToken);
        }

        await write;
    }
}
