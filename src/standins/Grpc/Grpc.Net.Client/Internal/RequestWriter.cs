using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The client's stream of requests. A write is done when the HTTP/2 connection has taken the bytes, so awaiting it is flow control.</summary>
internal sealed class RequestWriter<TRequest, TResponse> : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcCall<TRequest, TResponse> _call;
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Task _write = Task.CompletedTask;

    public RequestWriter(GrpcCall<TRequest, TResponse> call)
    {
        _call = call;
        WriteOptions = call.Options.WriteOptions;
        // Whoever waits for the connection, or holds the body open, is let go when the call ends.
        call.Ended.ContinueWith(
            _ =>
            {
                _stream.TrySetCanceled();
                _complete.TrySetCanceled();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public WriteOptions? WriteOptions { get; set; }

    public Task RunAsync(Stream stream)
    {
        _stream.TrySetResult(stream);
        return _complete.Task;
    }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        _call.ThrowIfDisposed();
        lock (_lock)
        {
            if (_complete.Task.IsCompletedSuccessfully)
                return Task.FromException(new InvalidOperationException("Request stream has already been completed."));
            if (!_write.IsCompleted)
                return Task.FromException(new InvalidOperationException("Can't write the message because the previous write is in progress."));
            return _write = WriteCoreAsync(message, cancellationToken);
        }
    }

    public Task CompleteAsync()
    {
        _call.ThrowIfDisposed();
        lock (_lock)
        {
            if (!_write.IsCompleted)
                return Task.FromException(
                    new InvalidOperationException("Can't complete the client stream writer because the previous write is in progress."));
            _complete.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private async Task WriteCoreAsync(TRequest message, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = _call.CancelOn(cancellationToken);
        try
        {
            if (_call.Ended.IsCompleted)
                throw _call.Stopped(cancellationToken);
            Stream stream = await _stream.Task.ConfigureAwait(false);
            using MessageWriter bytes = _call.Serialize(message);
            await stream.WriteAsync(bytes.Message, _call.Cancellation).ConfigureAwait(false);
            await stream.FlushAsync(_call.Cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException || _call.Ended.IsCompleted)
        {
            throw _call.Stopped(cancellationToken);
        }
    }
}
