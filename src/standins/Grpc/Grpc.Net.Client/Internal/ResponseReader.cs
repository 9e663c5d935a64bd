using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The server's stream of responses. The call ends when the stream has been read to its end.</summary>
internal sealed class ResponseReader<TRequest, TResponse>(GrpcCall<TRequest, TResponse> call, Task opened) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private readonly Lock _lock = new();
    private Task<bool> _read = Task.FromResult(true);

    public TResponse Current { get; private set; } = null!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        call.ThrowIfDisposed();
        lock (_lock)
        {
            if (!_read.IsCompleted)
                return Task.FromException<bool>(
                    new InvalidOperationException("Can't read the next message because the previous read is still in progress."));
            return _read = MoveNextCore(cancellationToken);
        }
    }

    private async Task<bool> MoveNextCore(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = call.CancelOn(cancellationToken);
        await opened.ConfigureAwait(false);
        Current = null!;
        try
        {
            if (!call.Ended.IsCompleted)
            {
                if (await call.ReadAsync().ConfigureAwait(false) is { } message)
                {
                    Current = message;
                    return true;
                }

                call.EndWithTrailers();
            }
        }
        catch (Exception e)
        {
            call.EndWithFailure("Error reading next message.", e);
        }

        Status status = await call.Ended.ConfigureAwait(false);
        return status.StatusCode == StatusCode.OK ? false : throw call.Failure(status, cancellationToken);
    }
}
